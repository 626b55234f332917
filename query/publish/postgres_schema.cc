#include "query/publish/postgres_schema.h"

namespace concord {

// No foreign keys: rows come in bulk, and a table may be partitioned over several servers.
const std::string_view kPostgresTables = R"sql(
CREATE TABLE IF NOT EXISTS edge_type (id integer PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS node (
  id bigint PRIMARY KEY, key text NOT NULL, labels text[] NOT NULL, properties jsonb NOT NULL,
  digest bigint NOT NULL);
CREATE TABLE IF NOT EXISTS edge (
  id bigint PRIMARY KEY, type integer NOT NULL, source bigint NOT NULL, target bigint NOT NULL,
  properties jsonb NOT NULL, digest bigint NOT NULL);
CREATE TABLE IF NOT EXISTS document_text (version bigint PRIMARY KEY, text text NOT NULL);
)sql";

const std::string_view kPostgresIndexes = R"sql(
CREATE UNIQUE INDEX IF NOT EXISTS node_key ON node (key);
CREATE INDEX IF NOT EXISTS node_labels ON node USING gin (labels);
CREATE INDEX IF NOT EXISTS edge_source ON edge (type, source, target);
CREATE INDEX IF NOT EXISTS edge_target ON edge (type, target, source);
)sql";

// What counts is what `concord forums`, `coverage` and `map` count: a work by its latest dated edition (of
// its languages, English), a topic with everything narrower and everything below what is classified.
const std::string_view kPostgresViews = R"sql(
CREATE OR REPLACE VIEW named_edge AS
  SELECT e.id, t.name AS type, e.source, e.target, e.properties FROM edge e JOIN edge_type t ON t.id = e.type;

-- A concept and each concept above it, itself included.
CREATE OR REPLACE VIEW concept_above AS
  WITH RECURSIVE up (concept, above) AS (
    SELECT id, id FROM node WHERE labels @> '{Concept}'
    UNION SELECT up.concept, e.target FROM up JOIN named_edge e ON e.source = up.above AND e.type = 'BROADER')
  SELECT concept, above FROM up;

-- The edition that speaks for each work.
CREATE OR REPLACE VIEW work_edition AS
  SELECT DISTINCT ON (e.source) e.source AS work, v.id AS version
  FROM named_edge e JOIN node v ON v.id = e.target JOIN node w ON w.id = e.source AND w.labels @> '{Document}'
  WHERE e.type = 'HAS_VERSION'
  ORDER BY e.source, v.properties->>'date' COLLATE "C" DESC NULLS LAST,
    (coalesce(v.properties->>'language', 'en') LIKE 'en%') DESC, v.key COLLATE "C" DESC;

-- A whole and each of its parts; of a work, the edition that speaks for it.
CREATE OR REPLACE VIEW whole_part AS
  SELECT work AS whole, version AS part FROM work_edition
  UNION ALL SELECT source, target FROM named_edge WHERE type IN ('HAS_SECTION', 'HAS_PART', 'STATES', 'HAS_ITEM');

-- Each part of a work at any depth, the work itself included.
CREATE OR REPLACE VIEW work_part AS
  WITH RECURSIVE below (work, part) AS (
    SELECT id, id FROM node WHERE labels @> '{Document}'
    UNION ALL SELECT b.work, w.part FROM below b JOIN whole_part w ON w.whole = b.part)
  SELECT work, part FROM below;

-- Parts of works and what they are classified as, themselves or by something around them, and what is above that.
CREATE OR REPLACE VIEW part_concept AS
  WITH RECURSIVE about (work, part, concept) AS (
    SELECT p.work, p.part, e.target FROM work_part p JOIN named_edge e ON e.source = p.part AND e.type = 'CLASSIFIED_AS'
    UNION SELECT a.work, w.part, a.concept FROM about a JOIN whole_part w ON w.whole = a.part)
  SELECT DISTINCT a.work, a.part, u.above AS concept FROM about a JOIN concept_above u ON u.concept = a.concept;

-- In which forums is a topic covered? Texts that an actor issued, and texts that name a forum.
CREATE OR REPLACE VIEW forum_coverage AS
  WITH issued AS (
    SELECT c.concept, e.target AS actor, count(DISTINCT c.work) AS documents
    FROM (SELECT DISTINCT work, concept FROM part_concept) c
    JOIN named_edge e ON e.source = c.work AND e.type = 'ISSUED_BY' GROUP BY 1, 2),
  named AS (
    SELECT c.concept, e.target AS actor, count(*) AS namings, count(DISTINCT c.work) AS documents
    FROM part_concept c JOIN named_edge e ON e.source = c.part AND e.type = 'INVOLVES_FORUM' GROUP BY 1, 2)
  SELECT k.key AS concept, a.key AS actor, a.properties->>'name' AS name, a.labels @> '{Forum}' AS is_forum,
    coalesce(i.documents, 0) AS issued, coalesce(n.namings, 0) AS named, coalesce(n.documents, 0) AS named_in
  FROM issued i FULL JOIN named n ON n.concept = i.concept AND n.actor = i.actor
  JOIN node k ON k.id = coalesce(i.concept, n.concept) JOIN node a ON a.id = coalesce(i.actor, n.actor);

-- Who covers what: one row a cell of the matrix.
CREATE OR REPLACE VIEW coverage_matrix AS
  SELECT actor, concept, issued AS documents FROM forum_coverage WHERE issued > 0;

-- Which items correspond? Stated mappings, and chains of two through a third item.
CREATE OR REPLACE VIEW mapping_chain AS
  WITH stated AS (
    SELECT source AS subject, target AS object, properties->>'predicate' AS predicate
    FROM named_edge WHERE type = 'MAPS_TO')
  SELECT s.key AS subject, NULL::text AS via, o.key AS object, m.predicate AS first, NULL::text AS second, 1 AS steps
  FROM stated m JOIN node s ON s.id = m.subject JOIN node o ON o.id = m.object
  UNION ALL
  SELECT s.key, v.key, o.key, a.predicate, b.predicate, 2
  FROM stated a JOIN stated b ON b.subject = a.object AND b.object <> a.subject
  JOIN node s ON s.id = a.subject JOIN node v ON v.id = a.object JOIN node o ON o.id = b.object;

-- The words that an edge or a node points to: start and end are bytes of the version's text in UTF-8.
CREATE OR REPLACE FUNCTION quote(version_key text, first bigint, past bigint) RETURNS text LANGUAGE sql STABLE AS
  'SELECT convert_from(substring(convert_to(t.text, ''UTF8'') FROM first::int + 1 FOR (past - first)::int), ''UTF8'')
   FROM document_text t JOIN node v ON v.id = t.version WHERE v.key = version_key';
)sql";

}  // namespace concord
