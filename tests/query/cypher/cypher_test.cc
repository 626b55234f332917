#include "query/cypher/cypher.h"

#include <gtest/gtest.h>

#include "query/cypher/result_writer.h"

namespace concord::cypher {
namespace {

class Cypher : public ::testing::Test {
 protected:
  QueryResult Run(const std::string& query, QueryOptions options = {}) {
    options.write = true;
    auto result = RunCypher(*store_, query, options);
    EXPECT_TRUE(result) << result.error().ToString(query);
    return result ? *std::move(result) : QueryResult();
  }

  QueryError Refusal(const std::string& query, const QueryOptions& options) {
    const auto result = RunCypher(*store_, query, options);
    EXPECT_FALSE(result) << query;
    return result ? QueryError() : result.error();
  }
  QueryError Refusal(const std::string& query) {
    QueryOptions options;
    options.write = true;
    return Refusal(query, options);
  }

  int64_t Number(const std::string& query) {
    const QueryResult result = Run(query);
    EXPECT_EQ(result.rows.size(), 1u) << query;
    return result.rows.size() == 1 ? result.rows[0][0].as_int() : -1;
  }

  std::unique_ptr<GraphStore> store_ = NewMemoryStore();
};

TEST_F(Cypher, WritingNeedsLeave) {
  const QueryError error = Refusal("CREATE (:Note)", {});
  EXPECT_EQ(error.error_class, "AccessMode");
  EXPECT_EQ(store_->TakeSnapshot()->NodeCount(), 0u);
  EXPECT_FALSE(RunCypher(*store_->TakeSnapshot(), "CREATE (:Note)", {.parameters = {}, .write = true}));
}

TEST_F(Cypher, NotesSayWhatCanNeverBeTrue) {
  Run("CREATE (:Law {issued: date('2024-05-01'), pages: 12, title: 'Tides'})");
  const auto notes = [&](const std::string& query) {
    std::string all;
    for (const Note& note : Run(query).notes) all += note.text + "\n";
    return all;
  };
  EXPECT_EQ(
      notes("MATCH (l:Law) WHERE l.issued >= '2023-01-01' RETURN l"),
      "line 1, column 21 compares a DATE with a STRING, which is never true; date('2023-01-31') is a date, "
      "'2023-01-31' a string\n");
  EXPECT_EQ(notes("MATCH (l:Law) WHERE l.issued >= datetime('2023-01-01T00:00Z') RETURN l"),
            "line 1, column 21 compares a DATE with a DATETIME, which is never true; date(x) is the date of "
            "a point "
            "in time\n");
  EXPECT_EQ(notes("MATCH (l:Law) WHERE l.issued <> datetime('2023-01-01T00:00Z') RETURN l"), "");
  EXPECT_NE(notes("MATCH (l:Law) WHERE l.issued.year = '2024' RETURN l").find("an INTEGER with a STRING"),
            std::string::npos);
  EXPECT_NE(notes("UNWIND [1, 2, 3] AS i MATCH (l:Law) WHERE l.pages > '9' RETURN l"), "");
  EXPECT_EQ(
      notes("MATCH (l:Law) WHERE l.pages > 9.5 AND l.issued > date('2023-01-01') AND l.none > 1 RETURN l"),
      "nothing in the store has the property `none`\n");
  EXPECT_EQ(notes("MATCH (l:Law) WHERE l.pages <> 'Tides' RETURN l"), "");
  // What is a function of the language, and no property.
  EXPECT_NE(notes("MATCH (l:Law {key: 'x'}) RETURN l").find("key(n) is the key of a node n"),
            std::string::npos);
}

TEST_F(Cypher, ACellShowsTheNullsAndEmptyTextsOfAList) {
  const QueryResult result = Run("RETURN [null, '', 1, null] AS l, {a: null, b: ''} AS m, null AS n");
  const std::string table = ResultTable(result, 200);
  EXPECT_NE(table.find("[null, , 1, null]  {a: null, b: }"), std::string::npos) << table;
}

TEST_F(Cypher, AStatementThatFailsWritesNothing) {
  EXPECT_EQ(Refusal("UNWIND [1, 0] AS x CREATE (:Note {n: 10 / x})").detail, "DivisionByZero");
  EXPECT_EQ(store_->TakeSnapshot()->NodeCount(), 0u);
  Run("CREATE (:A)-[:T]->(:B)");
  EXPECT_EQ(Refusal("MATCH (a:A) SET a.x = 1 DELETE a").detail, "DeleteConnectedNode");
  EXPECT_EQ(Number("MATCH (a:A) WHERE a.x IS NULL RETURN count(a)"), 1);
}

TEST_F(Cypher, AClauseSeesAllThatTheOnesBeforeItWrote) {
  Run("UNWIND range(1, 3) AS n CREATE (:Note {n: n})");
  // Each of the three rows sees the three nodes, not those that the rows before it made.
  EXPECT_EQ(Run("MATCH (n:Note) CREATE (:Note {n: n.n + 10})").counters.nodes_created, 3u);
  EXPECT_EQ(Number("MATCH (n:Note) RETURN sum(n.n)"), 6 + 36);
  EXPECT_EQ(Number("CREATE (x:New) WITH x MATCH (y:New) RETURN count(y)"), 1);
}

TEST_F(Cypher, EdgesKeepTheirIdsWhenTheyChange) {
  Run("CREATE (:A)-[:T {x: 1}]->(:B)");
  const int64_t id = Number("MATCH ()-[r:T]->() RETURN id(r)");
  Run("MATCH ()-[r:T]->() SET r.x = 2, r.y = 'new'");
  EXPECT_EQ(Number("MATCH ()-[r:T {x: 2, y: 'new'}]->() RETURN id(r)"), id);
}

TEST_F(Cypher, WhatDocumentsBroughtIsProtected) {
  GraphBatch batch;
  batch.nodes = {{"law", {"Document"}, {{"title", "Law"}}, Lifetime::kPermanent},
                 {"office", {"Actor"}, {{"name", "Office"}}, Lifetime::kPermanent}};
  batch.edges = {{"ISSUED_BY", "law", "office", {}}};
  ASSERT_TRUE(store_->Apply(batch));
  for (const char* query :
       {"CREATE (:Document {title: 'Forged'})", "MATCH (d:Document) SET d.title = 'Other'",
        "MATCH (d:Document) DETACH DELETE d", "MATCH (d:Document) REMOVE d:Document",
        "MATCH ()-[r:ISSUED_BY]->() DELETE r", "MATCH ()-[r:ISSUED_BY]->() SET r.role = 'author'",
        "MATCH (d:Document), (a:Actor) CREATE (d)-[:MENTIONS]->(a)"}) {
    EXPECT_EQ(Refusal(query).detail, "ProtectedBySchema") << query;
  }
  Run("MATCH (d:Document) CREATE (d)<-[:ABOUT]-(:Note {text: 'read'})");
  Run("MATCH (n:Note) SET n.text = 'read twice'");
  EXPECT_EQ(Number("MATCH (:Note {text: 'read twice'})-[:ABOUT]->(d:Document) RETURN count(d)"), 1);
  Run("MATCH (n:Note) DETACH DELETE n");
  EXPECT_EQ(Number("MATCH (n) RETURN count(n)"), 2);
}

TEST_F(Cypher, LimitsStopAQuery) {
  QueryOptions options;
  options.timeout = std::chrono::milliseconds(50);
  const auto start = std::chrono::steady_clock::now();
  const QueryError late =
      Refusal("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(a + b)", options);
  EXPECT_EQ(late.detail, "Timeout");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));

  options = {};
  options.max_memory_bytes = 1 << 20;
  EXPECT_EQ(
      Refusal("UNWIND range(1, 20000) AS a UNWIND range(1, 100) AS b RETURN a, b ORDER BY b", options).detail,
      "MemoryLimit");
  EXPECT_EQ(Refusal("RETURN range(1, 9000000000000000000) AS list", options).detail, "MemoryLimit");

  std::atomic<bool> cancelled = true;
  options = {};
  options.cancelled = &cancelled;
  EXPECT_EQ(Refusal("UNWIND range(1, 100000) AS a RETURN count(a)", options).error_class, "Cancelled");

  options = {};
  options.max_rows = 3;
  const QueryResult few = Run("UNWIND range(1, 10) AS a RETURN a", options);
  EXPECT_EQ(few.rows.size(), 3u);
  ASSERT_EQ(few.notes.size(), 1u);
  EXPECT_EQ(few.notes[0].code, "rows-limited");
  EXPECT_EQ(few.notes[0].values, List{int64_t{3}});
}

TEST_F(Cypher, ErrorsPointAndSuggest) {
  const std::string query = "MATCH (n)\nRETURN nn.name";
  const QueryError error = Refusal(query);
  EXPECT_EQ(error.detail, "UndefinedVariable");
  EXPECT_EQ(error.position.line, 2u);
  EXPECT_EQ(error.position.column, 8u);
  const std::string shown = error.ToString(query);
  EXPECT_NE(shown.find("\n  RETURN nn.name\n         ^"), std::string::npos) << shown;
  EXPECT_NE(Refusal("RETURN tolowr('X')").message.find("tolower"), std::string::npos);
  EXPECT_NE(Refusal("MATCH (n) RETRUN n").message.find("RETURN"), std::string::npos);
}

// What somebody types who knows another database is met with what helps.
TEST_F(Cypher, WordsOfOtherDatabasesAreAnswered) {
  const auto says = [&](const char* query, const char* words) {
    EXPECT_NE(Refusal(query).message.find(words), std::string::npos)
        << query << ": " << Refusal(query).message;
  };
  says("SHOW INDEXES", "db.labels()");
  says("SELECT * FROM Document", "SQL");
  says("CREATE INDEX FOR (n:Document) ON (n.title)", "no commands for indexes");
  says("create constraint c for (n:X) require n.x is unique", "no commands for indexes");
  says("LOAD CSV FROM 'x' AS row RETURN row", "concord import");
  says(":help", "concord shell");
  says("RETURN 1; RETURN 2", "concord shell");
  says("MATCH (a)-[*..$n]-(b) RETURN a", "cannot be a parameter");
  says("MATCH (a)-[:R*$n..3]-(b) RETURN a", "cannot be a parameter");
  says("MATCH (d) WHERE d.title LIKE '%x%' RETURN d", "CONTAINS");
  says("MATCH (d) RETURN d.title GROUP BY d.title", "leave GROUP BY out");
  says("MATCH (d) RETURN d ORDER BY d.issued NULLS LAST", "nulls come last");
  says("MATCH (d) WHERE d.x == 1 RETURN d", "a single =");
  says("MATCH p = SHORTEST 1 (a)-[:R]-+(b) RETURN p", "ANY SHORTEST");
  says("MATCH (a) ((x)-[:R]->(y)){1,3} (b) RETURN a", "-[:TYPE]->{1,3}");
  says("MATCH (d) WHERE year(d.issued) = 2024 RETURN d", "x.year");
  says("RETURN ln(1) AS x", "log(x)");
  says("RETURN apoc.text.join(['a'], ',') AS t", "other databases");
  Run("CREATE index = (:P)-[:R]->(:P)");
  EXPECT_EQ(Number("MATCH (a)-[:R*1..2 {}]->(b) RETURN count(*)"), 1);
}

// An arrow the wrong way round, and a level that is left out, find nothing: a note says why.
TEST_F(Cypher, NotesTellWhereARelationshipLeads) {
  GraphBatch batch;
  batch.nodes = {{"s", {"Section"}, {}, Lifetime::kPermanent},
                 {"m", {"Measure"}, {}, Lifetime::kPermanent},
                 {"f", {"Actor", "Forum"}, {}, Lifetime::kPermanent},
                 {"d", {"Document"}, {}, Lifetime::kPermanent},
                 {"x", {"Standard"}, {}, Lifetime::kPermanent}};
  batch.edges = {{"STATES", "s", "m", {}},
                 {"INVOLVES_FORUM", "m", "f", {}},
                 {"ISSUED_BY", "d", "f", {}},
                 {"CITES", "d", "x", {}}};
  ASSERT_TRUE(store_->Apply(batch));
  using Notes = std::vector<std::string>;
  const auto notes = [&](const char* query) {
    Notes texts;
    for (const Note& note : Run(query).notes) texts.push_back(note.text);
    return texts;
  };
  const Notes turned = {"`STATES` leads from Section to Measure; the pattern has it the other way round"};
  const Notes other = {"`STATES` leads from Section to Measure; the pattern has other labels at its ends"};
  EXPECT_EQ(notes("MATCH (m:Measure)-[:STATES]->(s:Section) RETURN m"), turned);
  EXPECT_EQ(notes("MATCH (m:Measure)-[:STATES]->(s) RETURN m"), turned);
  EXPECT_EQ(notes("MATCH (m:Measure) MATCH (s)<-[:STATES]-(m) RETURN m"), turned);
  EXPECT_EQ(notes("MATCH (d:Document)-[:STATES]->(m:Measure) RETURN m"), other);
  EXPECT_EQ(notes("MATCH (d:Document)-[:STATES]-(m:Measure) RETURN m"), other);
  // These are right: either way, a label beside the one in the schema, and what the store has all the same.
  for (const char* query :
       {"MATCH (m:Measure)<-[:STATES]-(s:Section) RETURN m",
        "MATCH (m:Measure)-[:STATES]-(s:Section) RETURN m", "MATCH (m)-[:INVOLVES_FORUM]->(f:Actor) RETURN m",
        "MATCH (d)-[:ISSUED_BY]->(f:Forum) RETURN d", "MATCH (d:Document)-[:CITES]->(x:Standard) RETURN d",
        "MATCH (d:Document)-[:STATES*]->(m) RETURN d"})
    EXPECT_EQ(notes(query), Notes()) << query;
}

TEST_F(Cypher, NothingIsReadTooDeep) {
  const auto nested = [](size_t depth) {
    return "RETURN " + std::string(depth, '(') + "1" + std::string(depth, ')');
  };
  Run(nested(50));
  EXPECT_EQ(Refusal(nested(100000)).detail, "UnexpectedSyntax");
  std::string sum = "RETURN 1";
  for (int i = 0; i < 100000; ++i) sum += "+1";
  EXPECT_EQ(Refusal(sum).detail, "UnexpectedSyntax");
  EXPECT_EQ(Refusal("RETURN " + std::string(100000, '[')).detail, "UnexpectedSyntax");
  EXPECT_EQ(Refusal("RETURN " + std::string(100000, '-') + "1").detail, "UnexpectedSyntax");
}

TEST_F(Cypher, SpellingsOfGql) {
  Run("INSERT (:P {n: 1})-[:NEXT]->(:P {n: 2})-[:NEXT]->(:P {n: 3})-[:NEXT]->(:P {n: 4})");
  EXPECT_EQ(Number("MATCH (a:P {n: 1})-[:NEXT]->{2,3}(b) RETURN sum(b.n)"), 3 + 4);
  EXPECT_EQ(Number("MATCH p = ANY SHORTEST (a:P {n: 1})-[:NEXT*]->(b:P {n: 4}) RETURN length(p)"), 3);
  EXPECT_EQ(Number("MATCH (a:P) LET twice = a.n * 2 FILTER twice > 4 RETURN sum(twice)"), 6 + 8);
  EXPECT_EQ(Number("FOR x IN [1, 2, 3] RETURN sum(x)"), 6);
  EXPECT_EQ(Number("MATCH (a:P WHERE a.n > 2) RETURN count(a)"), 2);
  EXPECT_EQ(Number("MATCH (a:P|Q&!P) RETURN count(a)"), 4);
}

TEST_F(Cypher, ForeachAndSubqueriesWrite) {
  Run("FOREACH (n IN [1, 2, 3] | MERGE (:P {n: n % 2}))");
  EXPECT_EQ(Number("MATCH (p:P) RETURN count(p)"), 2);
  EXPECT_EQ(Number("MATCH (p:P) CALL { WITH p MATCH (q:P) WHERE q.n < p.n RETURN count(q) AS below } RETURN "
                   "sum(below)"),
            1);
}

TEST_F(Cypher, CollectSubqueriesGatherTheirOnlyColumn) {
  Run("UNWIND range(1, 4) AS n CREATE (:P {n: n})");
  Run("MATCH (a:P), (b:P) WHERE b.n < a.n CREATE (a)-[:OVER]->(b)");
  const QueryResult result =
      Run("MATCH (a:P) RETURN a.n AS n, COLLECT { MATCH (a)-[:OVER]->(b) RETURN b.n * 10 AS m ORDER BY m "
          "DESC LIMIT 2 } "
          "AS l ORDER BY n");
  std::string lists;
  for (const ValueList& row : result.rows) lists += ToText(row[1]);
  EXPECT_EQ(lists, "[][10][20, 10][30, 20]");
  EXPECT_EQ(Number("RETURN size(COLLECT { UNWIND range(1, 5) AS x RETURN x UNION RETURN 9 AS x }) AS n"), 6);
  EXPECT_EQ(Number("WITH {x: 7} AS collect, 1 AS y RETURN collect {.x, y}.x AS n"), 7);
  EXPECT_EQ(Refusal("RETURN COLLECT { MATCH (a) RETURN a, 1 AS b } AS l").detail, "InvalidClauseComposition");
  EXPECT_EQ(Refusal("RETURN COLLECT { MATCH (a) } AS l").detail, "InvalidClauseComposition");
  EXPECT_EQ(Refusal("RETURN COLLECT { p = (a)-->(b) } AS l").detail, "UnexpectedSyntax");
}

TEST_F(Cypher, SubqueriesMaySayWhatTheySee) {
  Run("UNWIND range(1, 4) AS n CREATE (:P {n: n})");
  EXPECT_EQ(
      Number(
          "MATCH (a:P) CALL (a) { MATCH (b:P) WHERE b.n < a.n RETURN count(b) AS below } RETURN sum(below)"),
      6);
  EXPECT_EQ(
      Number("WITH 2 AS a, 3 AS b CALL (a, b) { RETURN a * b AS c UNION RETURN a + b AS c } RETURN sum(c)"),
      11);
  EXPECT_EQ(Number("WITH 2 AS a CALL (*) { RETURN a AS b } RETURN b"), 2);
  // What is not named is another variable within.
  EXPECT_EQ(Number("WITH 2 AS a CALL () { UNWIND [5, 6] AS a RETURN sum(a) AS s } RETURN s + a"), 13);
  EXPECT_EQ(Refusal("WITH 2 AS a, 3 AS b CALL (a) { RETURN b AS c } RETURN c").detail, "UndefinedVariable");
  EXPECT_EQ(Refusal("WITH 2 AS a CALL (x) { RETURN 1 AS c } RETURN c").detail, "UndefinedVariable");
}

TEST_F(Cypher, ProfileCountsRows) {
  Run("UNWIND range(1, 5) AS n CREATE (:P {n: n})");
  const QueryResult profiled = Run("PROFILE MATCH (p:P) WHERE p.n > 2 RETURN p.n");
  const std::string text = PlanText(profiled.plan);
  EXPECT_NE(text.find("Scan :P"), std::string::npos) << text;
  EXPECT_NE(text.find("rows 5"), std::string::npos) << text;
  EXPECT_NE(text.find("rows 3"), std::string::npos) << text;
  EXPECT_TRUE(Run("EXPLAIN CREATE (:P)").rows.empty());
  EXPECT_EQ(Number("MATCH (p:P) RETURN count(p)"), 5);
}

TEST_F(Cypher, PlansAreDataInEveryFormatForMachines) {
  Run("UNWIND range(1, 5) AS n CREATE (:P {n: n})-[:T]->(:Q)");
  const QueryResult explained = Run("EXPLAIN MATCH (p:P)-[:T]->(q) RETURN p, q ORDER BY p.n");
  ASSERT_GE(explained.plan.size(), 4u);
  EXPECT_EQ(explained.plan.front().name, "Sort");
  EXPECT_FALSE(explained.plan.front().parent);
  for (size_t i = 1; i < explained.plan.size(); ++i) {
    const PlanStep& step = explained.plan[i];
    ASSERT_TRUE(step.parent && *step.parent < i) << i;
    EXPECT_EQ(step.depth, explained.plan[*step.parent].depth + 1) << i;
    EXPECT_FALSE(step.rows || step.milliseconds) << i;
    if (step.name != "Scan") continue;
    EXPECT_EQ(step.details, ":P");
    EXPECT_EQ(step.estimated_rows, 5);
  }
  EXPECT_EQ(ResultCsv(explained).find("step,parent,operator,details,estimated_rows,rows,time_ms\r\n1,,Sort,"),
            0u)
      << ResultCsv(explained);
  EXPECT_EQ(ResultJsonLines(explained).find("{\"step\":1,\"parent\":null,\"operator\":\"Sort\","), 0u)
      << ResultJsonLines(explained);

  const QueryResult profiled = Run("PROFILE MATCH (p:P) WHERE p.n > 2 RETURN p.n AS n");
  EXPECT_EQ(profiled.rows.size(), 3u);
  EXPECT_EQ(profiled.plan.front().rows, 3u);
  const std::string json = ResultJson(profiled);
  EXPECT_NE(json.find("\"rows\":[[3],[4],[5]]"), std::string::npos) << json;
  EXPECT_NE(json.find("\"plan\":[{\"step\":1,\"parent\":null,"), std::string::npos) << json;
  EXPECT_NE(ResultGraphJson(profiled).find("\"plan\":["), std::string::npos);
  EXPECT_EQ(ResultJson(Run("RETURN 1 AS one")).find("plan"), std::string::npos);
}

TEST_F(Cypher, ExplainAlsoNamesWhatTheStoreDoesNotHave) {
  Run("CREATE (:Harbour {name: 'East'})");
  const QueryResult explained = Run("EXPLAIN MATCH (h:Harbor) RETURN h");
  ASSERT_EQ(explained.notes.size(), 1u);
  EXPECT_NE(explained.notes[0].text.find("did you mean `Harbour`"), std::string::npos)
      << explained.notes[0].text;
}

TEST_F(Cypher, ResultsAsText) {
  Run("CREATE (:P {name: 'a,b', n: 1})-[:T]->(:P {name: 'c'})");
  const QueryResult result =
      Run("MATCH (p:P) RETURN p.name AS name, p.n AS n, [1.5, null, true] AS list ORDER BY name");
  EXPECT_EQ(ResultCsv(result),
            "name,n,list\r\n\"a,b\",1,\"[1.5, null, true]\"\r\nc,,\"[1.5, null, true]\"\r\n");
  EXPECT_EQ(ResultJsonLines(result),
            "{\"name\":\"a,b\",\"n\":1,\"list\":[1.5,null,true]}\n{\"name\":\"c\",\"n\":null,\"list\":[1.5,"
            "null,true]}\n");
  EXPECT_NE(ResultTable(result, 80).find("a,b"), std::string::npos);
  EXPECT_NE(ResultJson(Run("MATCH (p:P {n: 1}) RETURN p")).find("\"labels\":[\"P\"]"), std::string::npos);
}

TEST(CypherParameters, AreValuesOrStrings) {
  EXPECT_EQ(ParseParameter("5").as_int(), 5);
  EXPECT_EQ(ParseParameter("'5'").as_string(), "5");
  EXPECT_EQ(ParseParameter("Port Meridian").as_string(), "Port Meridian");
  EXPECT_EQ(ParseParameter("[1, 2]").as_list().size(), 2u);
  EXPECT_EQ(ParseParameter("date('2024-02-29')").type(), ValueType::kTemporal);
}

}  // namespace
}  // namespace concord::cypher
