-- Which claims went through which outlets, in what order. `findings` is the table that `corpus check` writes; VERDICTS
-- stands for the verdicts that are asked for, MOST for the claims that are.
WITH
-- A day that is known only to the month orders nothing.
said AS (
  SELECT vote_ids, kind, atoms, verdict, source, votes, about, text, correction, explanation, file, "row", field, start,
         coalesce(id, concat(file, ':', CAST("row" AS VARCHAR))) AS document,
         CASE WHEN character_length(date) = 10 THEN CAST(date AS DATE) END AS day
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
of_claim AS (
  SELECT vote_ids, kind, atoms, verdict, count(DISTINCT source) AS outlets, sum(documents) AS documents,
         sum(appearances) AS appearances, min(first_seen) AS first_seen
  FROM by_outlet
  GROUP BY vote_ids, kind, atoms, verdict
),
-- Others of its kind about the same votes: with other numbers, or of other members.
variants AS (
  SELECT vote_ids, kind, count(*) - 1 AS variants
  FROM of_claim
  GROUP BY vote_ids, kind
),
joined AS (
  SELECT o.vote_ids, o.votes, o.kind, o.atoms, o.verdict, o.source, o.document, o.words, o.correction, o.explanation,
         o.documents AS outlet_documents, o.appearances AS outlet_appearances, o.first_seen AS outlet_first,
         o.last_seen AS outlet_last, c.outlets, c.documents, c.appearances, c.first_seen, v.variants, r.corrected
  FROM by_outlet AS o
  JOIN of_claim AS c
    ON c.vote_ids = o.vote_ids AND c.kind = o.kind AND c.atoms = o.atoms AND c.verdict = o.verdict
  JOIN variants AS v ON v.vote_ids = o.vote_ids AND v.kind = o.kind
  LEFT JOIN corrected AS r
    ON r.vote_ids = o.vote_ids AND r.kind = o.kind AND r.atoms = o.atoms AND r.verdict = o.verdict
    AND r.source = o.source
),
ranked AS (
  SELECT *,
         dense_rank() OVER (
           ORDER BY outlets DESC, documents DESC, first_seen ASC NULLS LAST, vote_ids, kind, atoms, verdict
         ) AS claim,
         rank() OVER (
           PARTITION BY vote_ids, kind, atoms, verdict ORDER BY outlet_first ASC NULLS LAST
         ) AS place
  FROM joined
)
SELECT CAST(claim AS BIGINT) AS claim, votes, kind, atoms, verdict, words, correction, explanation,
       outlets, documents, appearances, variants,
       CASE WHEN outlet_first IS NOT NULL THEN CAST(place AS BIGINT) END AS place,
       source AS outlet, outlet_first AS first_seen,
       CAST(arrow_cast(outlet_first, 'Int32') - arrow_cast(first_seen, 'Int32') AS BIGINT) AS days_after,
       document, outlet_documents, outlet_appearances, outlet_last AS last_seen, corrected
FROM ranked
WHERE MOST
ORDER BY claim, place, outlet NULLS LAST
