-- Reads register.csv with DuckDB, line by line: so a damaged line spoils no other.

CREATE OR REPLACE TABLE decision_table AS FROM read_csv('decision_table.csv', all_varchar = true);
CREATE OR REPLACE TABLE facts AS FROM read_csv('facts.csv', all_varchar = true);

-- The lines, numbered. One that is not UTF-8 is put aside, and is back in its place as NULL.
DROP TABLE IF EXISTS not_utf8;
DROP TABLE IF EXISTS not_utf8_scans;
CREATE OR REPLACE TEMPORARY TABLE in_utf8 AS
SELECT row_number() OVER () AS place,
  coalesce(CASE WHEN ends_with(text, chr(13)) THEN text[:-2] ELSE text END, '') AS text
FROM read_csv('register.csv', columns = {'text': 'VARCHAR'}, header = false, auto_detect = false,
  strict_mode = false, delim = chr(31), quote = '', escape = '', store_rejects = true,
  rejects_table = 'not_utf8', rejects_scan = 'not_utf8_scans');
CREATE OR REPLACE TEMPORARY TABLE lines AS
WITH aside AS (SELECT line, row_number() OVER (ORDER BY line) AS nth FROM (SELECT DISTINCT line FROM not_utf8))
SELECT place + coalesce(nth, 0) AS line, text FROM in_utf8 ASOF LEFT JOIN (
  SELECT line - nth AS before, max(nth) AS nth FROM aside GROUP BY before
) ON place > before
UNION ALL SELECT line, NULL FROM aside;

-- A cell may stand in quotation marks. Then it may hold commas, and "" for a quotation mark.
CREATE OR REPLACE TEMPORARY MACRO cells_of(text) AS CASE WHEN contains(text, '"') THEN
  string_split(array_to_string(list_transform(string_split(text, '"'), lambda part, place:
    CASE place % 2 WHEN 1 THEN replace(part, ',', chr(31)) ELSE part END), '"'), chr(31))
  ELSE string_split(text, ',') END;
CREATE OR REPLACE TEMPORARY MACRO is_bare(cell) AS
  NOT contains(cell, '"') OR (length(cell) > 1 AND starts_with(cell, '"') AND ends_with(cell, '"'));
CREATE OR REPLACE TEMPORARY MACRO value_of(cell) AS
  trim(CASE WHEN starts_with(cell, '"') THEN replace(cell[2:-2], '""', '"') ELSE cell END);
CREATE OR REPLACE TEMPORARY MACRO cell_of(cells, names, name) AS
  value_of(cells[list_position(names, name)]);

-- The register. Its first column is the name of a row. A damaged line has the reason, and no facts.
CREATE OR REPLACE TEMPORARY TABLE head AS
SELECT CASE WHEN list_has_any(names, ['work', 'gets', 'for_whom', 'channels']) THEN names ELSE error(
  'register.csv: expected work, gets, for_whom or channels in line 1, in UTF-8, parted by commas') END AS names
FROM (SELECT list_transform(cells_of(trim(text, chr(65279))),
  lambda cell: replace(lower(value_of(cell)), ' ', '_')) AS names FROM lines WHERE line = 1);

CREATE OR REPLACE TEMPORARY VIEW not_found AS
SELECT name FROM head, unnest(['work', 'gets', 'for_whom', 'channels']) AS wanted(name)
WHERE NOT list_contains(names, name);

CREATE OR REPLACE TABLE register AS
SELECT line, value_of(cells[1]) AS id, cell_of(cells, names, 'work') AS work,
  cell_of(cells, names, 'gets') AS gets, cell_of(cells, names, 'for_whom') AS for_whom,
  cell_of(cells, names, 'channels') AS channels, damage
FROM (
  SELECT line, names, damage, CASE WHEN damage IS NULL THEN cells END AS cells
  FROM (
    SELECT line, names, cells, CASE WHEN text IS NULL THEN 'the line is not UTF-8'
      WHEN trim(text, ' ,') = '' THEN 'the line is empty'
      WHEN contains(text, '"') AND len(list_filter(cells, lambda cell: NOT is_bare(cell))) > 0
        THEN 'a quotation mark stands alone'
      WHEN len(cells) <> len(names)
        THEN concat('the line has ', len(cells), ' cells, but the first line has ', len(names))
      END AS damage
    FROM (SELECT line, text, cells_of(text) AS cells, names FROM lines, head WHERE line > 1)
  )
);
