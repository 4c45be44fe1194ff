-- Which claims went through which outlets, in what order. `findings` is the table that `corpus check` writes; VERDICTS
-- stands for the verdicts that are asked for, MOST for the claims that are.
WITH
-- Only a day that the archive gives orders anything. One that is known to the month does not, nor one that was inferred
-- from the vote, nor one that was read in the text, which may be that of the vote: that is told, and no more.
said AS (
  SELECT vote_ids, kind, atoms, verdict, source, votes, about, text, correction, explanation, file, "row", field, start,
         coalesce(id, concat(file, ':', CAST("row" AS VARCHAR))) AS document,
         CASE WHEN date_basis IN ('given', 'metadata') AND character_length(date) = 10
              THEN CAST(date AS DATE) END AS day,
         CASE WHEN date_basis = 'read' AND character_length(date) = 10 THEN CAST(date AS DATE) END AS read_day
  FROM findings
  WHERE vote_ids IS NOT NULL AND atoms IS NOT NULL
),
-- A claim in an outlet.
by_outlet AS (
  SELECT vote_ids, kind, atoms, verdict, source,
         min(votes) AS votes, min(about) AS about,
         count(*) AS appearances, count(DISTINCT document) AS documents,
         min(day) AS first_seen, max(day) AS last_seen,
         first_value(document ORDER BY day ASC NULLS LAST, file, "row", field DESC, start) AS document,
         first_value(read_day ORDER BY day ASC NULLS LAST, file, "row", field DESC, start) AS read_day,
         first_value(text ORDER BY day ASC NULLS LAST, file, "row", field DESC, start) AS words,
         first_value(correction ORDER BY day ASC NULLS LAST, file, "row", field DESC, start) AS correction,
         first_value(explanation ORDER BY day ASC NULLS LAST, file, "row", field DESC, start) AS explanation
  FROM said
  WHERE verdict IN (VERDICTS)
  GROUP BY vote_ids, kind, atoms, verdict, source
),
-- The day on which an outlet said, after the last time it had it wrong, what is so of all that it had been told of.
corrected AS (
  SELECT wrong.vote_ids, wrong.kind, wrong.atoms, wrong.verdict, wrong.source, min(right.day) AS corrected
  FROM by_outlet AS wrong
  JOIN said AS right ON wrong.vote_ids = right.vote_ids AND wrong.source = right.source
  WHERE wrong.verdict IN ('contradicted', 'partly') AND right.verdict = 'supported' AND right.day > wrong.last_seen
    AND array_has_all(string_to_array(right.about, ' | '), string_to_array(wrong.about, ' | '))
  GROUP BY wrong.vote_ids, wrong.kind, wrong.atoms, wrong.verdict, wrong.source
),
-- A claim wherever it stands.
claims AS (
  SELECT *,
         row_number() OVER (PARTITION BY vote_ids, kind, atoms, verdict ORDER BY source) AS nth,
         rank() OVER (
           PARTITION BY vote_ids, kind, atoms, verdict ORDER BY first_seen ASC NULLS LAST
         ) AS place,
         count(source) OVER (PARTITION BY vote_ids, kind, atoms, verdict) AS of_outlets,
         sum(documents) OVER (PARTITION BY vote_ids, kind, atoms, verdict) AS of_documents,
         sum(appearances) OVER (PARTITION BY vote_ids, kind, atoms, verdict) AS of_appearances,
         min(first_seen) OVER (PARTITION BY vote_ids, kind, atoms, verdict) AS first_of_all
  FROM by_outlet
),
-- Others of its kind about the same votes: with other numbers, or of other members.
ranked AS (
  SELECT *,
         sum(CASE WHEN nth = 1 THEN 1 ELSE 0 END) OVER (PARTITION BY vote_ids, kind) - 1 AS variants,
         dense_rank() OVER (
           ORDER BY of_outlets DESC, of_documents DESC, first_of_all ASC NULLS LAST, vote_ids, kind, atoms, verdict
         ) AS claim
  FROM claims
)
SELECT CAST(c.claim AS BIGINT) AS claim, c.votes, c.kind, c.atoms, c.verdict, c.words, c.correction, c.explanation,
       c.of_outlets AS outlets, c.of_documents AS documents, c.of_appearances AS appearances, c.variants,
       CASE WHEN c.first_seen IS NOT NULL THEN CAST(c.place AS BIGINT) END AS place,
       c.source AS outlet, c.first_seen,
       CAST(arrow_cast(c.first_seen, 'Int32') - arrow_cast(c.first_of_all, 'Int32') AS BIGINT) AS days_after,
       c.document, c.documents AS outlet_documents, c.appearances AS outlet_appearances, c.last_seen, r.corrected, c.read_day
FROM ranked AS c
LEFT JOIN corrected AS r
  ON r.vote_ids = c.vote_ids AND r.kind = c.kind AND r.atoms = c.atoms AND r.verdict = c.verdict
  AND r.source = c.source
WHERE MOST
ORDER BY claim, place, outlet NULLS LAST
