// The view of a whole store, from its file and made anew, and queries over it.
#include "query/index/graph_arrays.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "graph/store.h"
#include "graph/vocabulary.h"
#include "query/cypher/cypher.h"
#include "tests/environment.h"
#include "tests/query/index/random_texts.h"

namespace concord::testing {
namespace {

namespace fs = std::filesystem;

// How often a query asked for a view, and whether it wanted one opened.
int g_asked = 0, g_opened = 0;

std::shared_ptr<const GraphView> Find(const Snapshot& snapshot, bool opens) {
  ++g_asked;
  g_opened += opens;
  return SnapshotArrays::Of(snapshot)->View(snapshot, opens).value_or(nullptr);
}

class GraphArraysTest : public ::testing::Test {
 protected:
  GraphArraysTest() : file_(folder_.path() / "store.db" / kGraphArrays.file) {
    store_ = *OpenStore(file_.parent_path(), OpenMode::kCreateIfMissing);
    EXPECT_TRUE(store_->Apply(texts_.Bodies()));
    EXPECT_TRUE(store_->Apply(texts_.Work("one")));
    EXPECT_TRUE(store_->Apply(texts_.Work("two")));
    g_asked = g_opened = 0;
  }
  std::shared_ptr<const GraphView> View(bool opens = true) {
    const auto snapshot = store_->TakeSnapshot();
    return SnapshotArrays::Of(*snapshot)->View(*snapshot, opens).value();
  }
  std::vector<std::string> Rows(const std::string& query, bool with_view, bool write = false) {
    cypher::QueryOptions options;
    options.write = write;
    if (with_view) options.find_view = Find;
    const auto result = cypher::RunCypher(*store_, query, options);
    std::vector<std::string> rows;
    if (!result) return {result.error().ToString(query)};
    for (const auto& row : result->rows) {
      std::string& text = rows.emplace_back();
      for (const cypher::Value& value : row) text += cypher::ToText(value) + "|";
    }
    std::ranges::sort(rows);
    return rows;
  }

  TemporaryDir folder_;
  fs::path file_;
  RandomTexts texts_{5};
  std::unique_ptr<GraphStore> store_;
};

TEST_F(GraphArraysTest, OpensOnlyWhenAsked) {
  const auto snapshot = store_->TakeSnapshot();
  const auto held = SnapshotArrays::Of(*snapshot);
  EXPECT_EQ(View(false), nullptr);
  EXPECT_FALSE(fs::exists(file_));
  const auto view = View();
  ASSERT_NE(view, nullptr);
  EXPECT_TRUE(fs::exists(file_));
  EXPECT_EQ(view->vertex_count(), snapshot->NodeCount());
  EXPECT_EQ(view->edge_count(), snapshot->EdgeCount());
  EXPECT_EQ(View(false), view) << "it is shared while somebody holds the arrays";
}

TEST_F(GraphArraysTest, TheFileGivesTheSameView) {
  const auto made = View(), read = View();
  ASSERT_NE(made, read);
  ASSERT_EQ(made->vertex_count(), read->vertex_count());
  for (VertexId v = 0; v < made->vertex_count(); ++v) {
    EXPECT_EQ(made->node(v), read->node(v));
    EXPECT_TRUE(std::ranges::equal(made->Out(v).edges, read->Out(v).edges));
    EXPECT_TRUE(std::ranges::equal(made->In(v).vertices, read->In(v).vertices));
    EXPECT_EQ(made->HasLabel(v, label::Version), read->HasLabel(v, label::Version));
  }
}

TEST_F(GraphArraysTest, ADamagedFileAndAnOldOneArePassedOver) {
  View();
  ASSERT_TRUE(store_->Apply(texts_.Work("three")));
  EXPECT_EQ(View()->vertex_count(), store_->TakeSnapshot()->NodeCount());
  std::fstream(file_, std::ios::in | std::ios::out | std::ios::binary).seekp(300) << "damage";
  EXPECT_EQ(View()->edge_count(), store_->TakeSnapshot()->EdgeCount());
}

TEST_F(GraphArraysTest, QueriesGiveTheSameRows) {
  for (const std::string query :
       {"MATCH (v)-[r]->(s) RETURN key(v), type(r), key(s)", "MATCH (a)-[*0..3]-(b) RETURN count(DISTINCT b)",
        "MATCH (s:Section) WHERE NOT (s)-[:STATES]->() RETURN key(s)",
        "MATCH (d:Document) RETURN key(d), COUNT { (d)-->() }",
        "MATCH (a:Document), (b:Section) MATCH p = shortestPath((a)-[*]-(b)) RETURN key(a), key(b), "
        "length(p)",
        "UNWIND ['one', 'two'] AS k MATCH (d) WHERE key(d) = k OPTIONAL MATCH (d)-->(x) RETURN k, key(x)"}) {
    const auto expected = Rows(query, false);
    ASSERT_FALSE(expected.empty()) << query;
    EXPECT_EQ(Rows(query, true), expected) << query;
  }
  EXPECT_GT(g_opened, 0);
}

TEST_F(GraphArraysTest, AQueryThatWalksNothingAndOneThatWritesAskForNoView) {
  Rows("MATCH (d:Document) RETURN key(d)", true);
  Rows("MATCH (d:Document)-->(v) CREATE (:Note)-[:ABOUT]->(v)", true, true);
  EXPECT_EQ(g_asked, 0);
  EXPECT_EQ(Rows("MATCH (:Note)-[:ABOUT]->(v) RETURN key(v)", true),
            Rows("MATCH (:Note)-[:ABOUT]->(v) RETURN key(v)", false));
  EXPECT_EQ(g_asked, 1);
}

}  // namespace
}  // namespace concord::testing
