// The graph formats as other people's programs read them: the sample, in every format, must be one graph.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

TEST(GraphFormatsTest, OtherProgramsReadOneGraph) {
  const char* given = std::getenv("CONCORD_PYTHON");
  const std::string python = given == nullptr ? "python3" : given;
  if (std::system((python + " -c 'import networkx, rdflib, openpyxl' 2>/dev/null").c_str()) != 0)
    GTEST_SKIP() << "needs Python with networkx, rdflib and openpyxl (or CONCORD_PYTHON=PROGRAM)";
  const Workplace workplace;
  ASSERT_EQ(workplace.Run({"init"}).exit_code, 0);
  ASSERT_EQ(
      workplace.Run({"ingest", "datasets/sample", "--manifest", "datasets/sample/MANIFEST.tsv"}).exit_code,
      0);
  for (const char* format : {"graphml", "gexf", "node_link", "cytoscape", "jsonl", "neo4j", "turtle",
                             "nquads", "jsonld", "workbook"}) {
    const Outcome outcome =
        workplace.Run({"export", "--format", format, "--output", std::string(format) + "/"});
    ASSERT_EQ(outcome.exit_code, 0) << Describe(outcome);
  }
  std::string schema;
  if (!SharedDir().empty()) schema = " '" + (SharedDir() / "schemas/gexf-1.3/gexf.xsd").string() + "'";
  const Outcome outcome =
      workplace.Shell(python + " '" + (SourceDir() / "tests/cli/graph_formats.py").string() + "'" + schema);
  EXPECT_EQ(outcome.exit_code, 0) << Describe(outcome);
}

}  // namespace
}  // namespace concord::testing
