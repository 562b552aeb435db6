/** The workbooks: one's own first. */

import type { Translate } from "../types";
import { LinkButton } from "../widget/link";
import type { BookEntry } from "./view";

export function Books({ books, t }: { readonly books: readonly [string, BookEntry][]; readonly t: Translate }) {
  if (books.length === 0) return null;
  return (
    <section class="card whole" aria-labelledby="books">
      <h2 id="books">{t("start.books")}</h2>
      <ul class="list">
        {books.map(([id, book]) => (
          <li key={id}>
            <div>
              <h3>
                <bdi>{book.title}</bdi>
                {book.mine && <span class="tag own">{t("start.mine")}</span>}
                {book.name && <small>{book.name}</small>}
              </h3>
              <p class="about" dir="auto">
                {book.about}
              </p>
            </div>
            <div class="row">
              <LinkButton link={book.edit}>
                {t("start.edit")}
              </LinkButton>
              <LinkButton link={book.link}>{t("start.open_book")}</LinkButton>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
