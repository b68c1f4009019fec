-- Reads register.csv with DuckDB, line by line: so a damaged line spoils no other.

CREATE OR REPLACE TABLE decision_table AS FROM read_csv('decision_table.csv', all_varchar = true);
CREATE OR REPLACE TABLE facts AS FROM read_csv('facts.csv', all_varchar = true);

-- The lines, numbered. In Latin-1 no byte is wrong; where a line has more than ASCII, it is read as
-- UTF-8, and is empty (NULL) if it is not.
CREATE OR REPLACE TEMPORARY TABLE lines AS
SELECT line, CASE WHEN strlen(bytes) = length(bytes) THEN bytes ELSE try(decode(unhex(array_to_string(
  list_transform(string_split(bytes, ''), lambda byte: printf('%02x', ord(byte))), '')))) END AS text
FROM (
  SELECT row_number() OVER () AS line,
    coalesce(CASE WHEN ends_with(bytes, chr(13)) THEN bytes[:-2] ELSE bytes END, '') AS bytes
  FROM read_csv('register.csv', columns = {'bytes': 'VARCHAR'}, encoding = 'latin-1', header = false,
    auto_detect = false, strict_mode = false, delim = chr(31), quote = '', escape = '')
);

-- A cell may stand in quotation marks. Then it may hold commas, and "" for a quotation mark.
CREATE OR REPLACE TEMPORARY MACRO cells_of(text) AS CASE WHEN contains(text, '"') THEN
  string_split(array_to_string(list_transform(string_split(text, '"'), lambda part, place:
    CASE place % 2 WHEN 1 THEN replace(part, ',', chr(31)) ELSE part END), '"'), chr(31))
  ELSE string_split(text, ',') END;
CREATE OR REPLACE TEMPORARY MACRO is_bare(cell) AS
  NOT contains(cell, '"') OR (length(cell) > 1 AND starts_with(cell, '"') AND ends_with(cell, '"'));
CREATE OR REPLACE TEMPORARY MACRO value_of(cell) AS
  CASE WHEN starts_with(cell, '"') THEN replace(cell[2:-2], '""', '"') ELSE cell END;

-- The register. Its first column is the name of a row. A damaged line has the reason, and no facts.
CREATE OR REPLACE TEMPORARY TABLE head AS
SELECT CASE WHEN list_has_any(names, ['work', 'gets', 'for_whom', 'channels']) THEN names ELSE error(
  'register.csv: expected work, gets, for_whom or channels in line 1, parted by commas') END AS names
FROM (SELECT list_transform(cells_of(trim(text, chr(65279))),
  lambda cell: replace(lower(trim(value_of(cell))), ' ', '_')) AS names FROM lines WHERE line = 1);

CREATE OR REPLACE TABLE register AS
SELECT line, value_of(cells[1]) AS id, value_of(cells[list_position(names, 'work')]) AS work,
  value_of(cells[list_position(names, 'gets')]) AS gets,
  value_of(cells[list_position(names, 'for_whom')]) AS for_whom,
  value_of(cells[list_position(names, 'channels')]) AS channels, damage
FROM (
  SELECT line, names, damage, CASE WHEN damage IS NULL THEN cells END AS cells
  FROM (
    SELECT line, names, cells, CASE WHEN text IS NULL THEN 'the line is not UTF-8'
      WHEN text = '' THEN 'the line is empty'
      WHEN contains(text, '"') AND len(list_filter(cells, lambda cell: NOT is_bare(cell))) > 0
        THEN 'a quotation mark stands alone'
      WHEN len(cells) <> len(names)
        THEN concat('the line has ', len(cells), ' cells, but the first line has ', len(names))
      END AS damage
    FROM (SELECT line, text, cells_of(text) AS cells, names FROM lines, head WHERE line > 1)
  )
);
