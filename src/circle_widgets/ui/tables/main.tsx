/** “For those who like tables”: closed, until somebody does. */

import { useState } from "preact/hooks";
import en from "../../locale/en/tables.json";
import fr from "../../locale/fr/tables.json";
import { keep, type Kept } from "../widget/file";
import { small, type SmallProps, Trouble, useAsking } from "../widget/small";

interface View {
  /** The Python that gives the same table. */
  readonly call: string;
}

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly all: number;
}

export function Tables({ view, questions, t }: SmallProps<View>) {
  const [table, setTable] = useState<Table>();
  const asking = useAsking(t);
  const look = () => asking.run(async () => setTable(await questions.ask<Table>("rows")));
  const save = (everything: boolean) =>
    asking.run(async () => keep(await questions.ask<Kept>("save", { private: everything })));
  const opened = (event: Event) => {
    if ((event.currentTarget as HTMLDetailsElement).open) look();
  };
  return (
    <details class="tables" onToggle={opened}>
      <summary>{t("tables.title")}</summary>
      <div class="inside">
        <p class="soft">
          {t("tables.shown")} <code>{view.call}</code>
        </p>
        {table ? <Rows table={table} /> : <p role="status">{t("tables.coming")}</p>}
        {table && table.all > table.rows.length && <p>{t("tables.first", { n: table.rows.length, all: table.all })}</p>}
        {table && table.all === 0 && <p role="status">{t("tables.none")}</p>}
        <div class="row">
          <button type="button" class="quiet" aria-disabled={asking.going} onClick={look}>
            {t("tables.again")}
          </button>
          <button type="button" class="quiet" aria-disabled={asking.going} onClick={() => save(false)}>
            {t("tables.save")}
          </button>
          <button type="button" class="quiet" aria-disabled={asking.going} onClick={() => save(true)}>
            {t("tables.save_all")}
          </button>
        </div>
        <p class="hint">{t("tables.all")}</p>
        <Trouble asking={asking} />
      </div>
    </details>
  );
}

function Rows({ table }: { table: Table }) {
  if (table.columns.length === 0) return null;
  return (
    <div class="wide" tabIndex={0} role="region" aria-label="DataFrame">
      <table>
        <thead>
          <tr>
            {table.columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, n) => (
            <tr key={n}>
              {row.map((value, column) => (
                <td key={column} dir="auto">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export default small(Tables, { en, fr });
