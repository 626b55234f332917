// concord shell: at a terminal, and reading a file of queries.
#include <gtest/gtest.h>

#include <fstream>

#include "cli/line_editor.h"
#include "cli/query_words.h"
#include "graph/store.h"
#include "query/cypher/procedures/concord_procedures.h"
#include "tests/cli/pseudo_terminal.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

class ShellTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(workplace_.Run({"init"}).exit_code, 0);
    ASSERT_EQ(workplace_
                  .Run({"query", "--write",
                        "CREATE (:Harbour {title: 'Port Meridian'})-[:FACES {since: 1901}]->(:Strait {title: "
                        "'East'})"})
                  .exit_code,
              0);
  }

  Outcome Piped(const std::string& lines, const std::string& options = "") {
    std::ofstream(workplace_.path() / "lines") << lines;
    return workplace_.Shell("concord --store " + workplace_.store().string() + " shell " + options +
                            " < lines");
  }

  Workplace workplace_;
};

TEST_F(ShellTest, ReadsStatementsOfSeveralLines) {
  const Outcome outcome = Piped(
      ":format csv\n:param name 'East'\nMATCH (s:Strait)\nWHERE s.title = $name\nRETURN s.title AS title;\n"
      "RETURN ';' AS a,\n  1 AS b\n\nRETURN 2 AS last");
  EXPECT_EQ(outcome.exit_code, 0) << Describe(outcome);
  EXPECT_EQ(outcome.out, "title\r\nEast\r\na,b\r\n;,1\r\nlast\r\n2\r\n") << Describe(outcome);
}

TEST_F(ShellTest, GoesOnAfterAnError) {
  const Outcome outcome = Piped("RETURN x;\nCREATE (:Note);\n:format nothing\n:strange\nRETURN 1 AS one;\n");
  EXPECT_EQ(outcome.exit_code, 1) << Describe(outcome);
  EXPECT_NE(outcome.err.find("there is no variable `x`"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("  RETURN x;\n         ^"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("this query would change the store"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("no command :strange"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.out.find("one"), std::string::npos) << outcome.out;
}

// PROFILE of a query that writes printed its plan and not a word about what it had changed.
TEST_F(ShellTest, PlansFollowTheFormat) {
  const Outcome outcome = Piped(
      "PROFILE CREATE (:Note {n: 1});\n:format jsonl\nEXPLAIN MATCH (h:Harbour) RETURN h;\n"
      ":format csv\nEXPLAIN MATCH (h:Harbour) RETURN h;\n",
      "--write");
  EXPECT_EQ(outcome.exit_code, 0) << Describe(outcome);
  EXPECT_EQ(outcome.out.find("Create"), 0u) << outcome.out;
  EXPECT_NE(outcome.err.find("1 node created"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.out.find("\n{\"step\":1,\"parent\":null,\"operator\":\"Project\""), std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("\nstep,parent,operator,"), std::string::npos) << outcome.out;
}

TEST_F(ShellTest, SomeCommandsNeedNoColon) {
  const Outcome outcome = Piped("help\nRETURN 1 AS one;\nExit;\nRETURN 2 AS two;\n");
  EXPECT_EQ(outcome.exit_code, 0) << Describe(outcome);
  EXPECT_NE(outcome.out.find(":schema"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("one"), std::string::npos) << outcome.out;
  EXPECT_EQ(outcome.out.find("two"), std::string::npos) << outcome.out;
}

TEST_F(ShellTest, SaysWhatTheStoreDoesNotHave) {
  const Outcome outcome = Piped("MATCH (n:Harbor)-[:FACED]->() RETURN n.titel AS t;\n");
  EXPECT_NE(outcome.err.find("label `Harbor`; did you mean `Harbour`?"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("type `FACED`; did you mean `FACES`?"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("property `titel`; did you mean `title`?"), std::string::npos) << outcome.err;
  EXPECT_EQ(Piped("MATCH (n:Harbour) WHERE n.title = 'x' RETURN n.title AS t;\n").err, "");
}

TEST_F(ShellTest, CompletesAndRemembersAtATerminal) {
  std::vector<std::string> environment = workplace_.Environment();
  // libedit keeps two strings until the process ends, which the address sanitizer would report.
  environment.insert(environment.end(), {"TERM=vt100", "LC_ALL=C.UTF-8", "ASAN_OPTIONS=detect_leaks=0",
                                         "CONCORD_HISTORY=" + (workplace_.path() / "history").string()});
  const std::vector<std::string> words = {Program(), "--store", workplace_.store().string(), "shell"};
  {
    PseudoTerminal terminal(words, workplace_.path(), environment, 100);
    ASSERT_TRUE(terminal.Shows("concord>")) << terminal.Screen();
    terminal.Send("MATCH (h:Har\t)-[:FA\t]->(s)\r");
    // That the words were completed, the answer tells.
    EXPECT_TRUE(terminal.Shows("...")) << terminal.Screen();
    terminal.Send("RETURN h.ti\t AS where, s.title AS to;\r");
    EXPECT_TRUE(terminal.Shows("Port Meridian")) << terminal.Screen();
    // Before the prompt is there the terminal itself takes the Ctrl-D.
    EXPECT_TRUE(terminal.Shows("1 row\nconcord>")) << terminal.Screen();
    terminal.Send("\x04");
    EXPECT_EQ(terminal.ExitCode(), 0);
  }
  PseudoTerminal terminal(words, workplace_.path(), environment, 100);
  ASSERT_TRUE(terminal.Shows("concord>")) << terminal.Screen();
  terminal.Send("\x1b[A\r");  // up: the statement before
  EXPECT_TRUE(terminal.Shows("Port Meridian")) << terminal.Screen();
  terminal.Send(":quit\r");
  EXPECT_EQ(terminal.ExitCode(), 0);
}

TEST_F(ShellTest, ExportsTheGraphOfAQuery) {
  const Outcome graph = workplace_.Run({"query", "MATCH ()-[r]->() RETURN r", "--format", "graph"});
  EXPECT_NE(graph.out.find("\"schema\":\"concord.graph/1\""), std::string::npos) << Describe(graph);
  EXPECT_NE(graph.out.find("\"title\":\"Port Meridian\""), std::string::npos) << Describe(graph);
  const Outcome exported =
      workplace_.Run({"export", "--query", "MATCH p = (:Harbour {title: $t})-->() RETURN p", "--param",
                      "t=Port Meridian", "--format", "jsonl"});
  EXPECT_EQ(exported.exit_code, 0) << Describe(exported);
  EXPECT_NE(exported.out.find("FACES"), std::string::npos) << Describe(exported);
  EXPECT_EQ(workplace_.Run({"export", "--query", "RETURN 1 AS x"}).exit_code, 3);
}

TEST(QueryWordsTest, DependOnThePlace) {
  const auto store = NewMemoryStore();
  GraphBatch batch;
  batch.nodes = {{"a", {"Harbour"}, {{"title", "A"}}, Lifetime::kPermanent},
                 {"b", {"Strait"}, {{"depth", int64_t{3}}}, Lifetime::kPermanent}};
  batch.edges = {{"FACES", "a", "b", {{"since", int64_t{1}}}}};
  ASSERT_TRUE(store->Apply(batch));
  const QueryWords words(*store->TakeSnapshot(), cypher::ConcordProcedures());
  using Words = std::vector<std::string>;
  EXPECT_EQ(words.Complete("MATCH (h:Ha"), Words{"Harbour"});
  EXPECT_EQ(words.Complete("MATCH (h:"), (Words{"Harbour", "Strait"}));
  EXPECT_EQ(words.Complete("MATCH (h)-[r:f"), Words{"FACES"});
  EXPECT_EQ(words.Complete("MATCH (h)-[r:FACES|"), Words{"FACES"});
  EXPECT_EQ(words.Complete("RETURN h.t"), Words{"title"});
  EXPECT_EQ(words.Complete("RETURN r.sin"), Words{"since"});
  EXPECT_EQ(words.Complete("MATCH (h {de"), Words{"depth"});
  EXPECT_EQ(words.Complete("CALL concord.pag"), Words{"pagerank("});
  EXPECT_EQ(words.Complete("RETURN date.trunc"), Words{"truncate"});
  EXPECT_EQ(words.Complete("retu"), Words{"RETURN"});
  EXPECT_EQ(words.Complete("RETURN tolow"), Words{"tolower"});
  EXPECT_EQ(words.Complete("RETURN '(h:"), Words{});
  EXPECT_EQ(words.Complete(""), Words{});
}

}  // namespace
}  // namespace concord::testing
