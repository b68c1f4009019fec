-- Classifies a register, on DuckDB and on Apache Spark alike. Wanted: the tables decision_table and
-- facts, and register with the columns line, id, work, gets, for_whom, channels and damage (empty,
-- or the reason why the line cannot be read). An empty cell is a fact that is not known.

CREATE OR REPLACE TEMPORARY VIEW described AS
SELECT line, id, nullif(work, '') AS work, nullif(gets, '') AS gets,
  nullif(for_whom, '') AS for_whom, nullif(channels, '') AS channels
FROM register WHERE damage IS NULL;

CREATE OR REPLACE TEMPORARY VIEW looked_up AS
SELECT /*+ BROADCAST(answer) */ one.line, one.id, one.work, one.gets, one.for_whom, one.channels,
  answer.cell, answer.call_centre, answer.bpo, answer.question, answer.rules, answer.fault, answer.reason
FROM described AS one LEFT JOIN decision_table AS answer
  ON one.work IS NOT DISTINCT FROM answer.work AND one.gets IS NOT DISTINCT FROM answer.gets
  AND one.for_whom IS NOT DISTINCT FROM answer.for_whom
  AND one.channels IS NOT DISTINCT FROM answer.channels;

CREATE OR REPLACE TEMPORARY VIEW classified AS
SELECT line, id, work, gets, for_whom, channels, cell, call_centre, bpo, question, rules
FROM looked_up WHERE cell IS NOT NULL;

-- What is no value of its fact, and the value that is nearest to it, if one is near.
CREATE OR REPLACE TEMPORARY VIEW unknown_values AS
SELECT one.line, one.id, one.fact, one.value
FROM (SELECT * FROM (
    SELECT line, id, work, gets, for_whom, channels FROM looked_up WHERE cell IS NULL AND fault IS NULL
  ) UNPIVOT (value FOR fact IN (work, gets, for_whom, channels))) AS one
LEFT JOIN facts ON facts.fact = one.fact AND facts.value = one.value
WHERE facts.value IS NULL;

CREATE OR REPLACE TEMPORARY VIEW nearest_values AS
SELECT wrong.fact, wrong.value, CASE WHEN 3 * min(levenshtein(wrong.value, facts.value)) <= length(wrong.value)
  THEN concat('Nearest: ''', min_by(facts.value, 100 * levenshtein(wrong.value, facts.value) + CAST(facts.place AS INT)), '''')
  ELSE 'See facts.csv; leave the cell empty if it is not known' END AS advice
FROM (SELECT DISTINCT fact, value FROM unknown_values) AS wrong
JOIN facts ON facts.fact = wrong.fact
GROUP BY wrong.fact, wrong.value;

CREATE OR REPLACE TEMPORARY VIEW rejects AS
SELECT line, id, 'the line' AS fault, CAST(NULL AS STRING) AS value, damage AS reason
FROM register WHERE damage IS NOT NULL
UNION ALL
SELECT wrong.line, wrong.id, wrong.fact, wrong.value,
  concat('''', wrong.value, ''' is not a value of ', wrong.fact, '. ', advice)
FROM unknown_values AS wrong
JOIN nearest_values ON nearest_values.fact = wrong.fact AND nearest_values.value = wrong.value
UNION ALL
SELECT line, id, fault, CASE fault WHEN 'work' THEN work WHEN 'gets' THEN gets
  WHEN 'for_whom' THEN for_whom ELSE channels END, reason
FROM looked_up WHERE fault IS NOT NULL;

-- Each row is classified or rejected. A row with two wrong cells has two lines among the rejects.
CREATE OR REPLACE TEMPORARY VIEW counts AS
SELECT (SELECT count(*) FROM register) AS rows_read, (SELECT count(*) FROM classified) AS classified,
  (SELECT count(DISTINCT line) FROM rejects) AS rejected;
