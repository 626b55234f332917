#include "graph/revision_unit.h"

#include <gtest/gtest.h>

#include <set>

#include "graph/store.h"

namespace concord {
namespace {

using Strings = std::vector<std::string>;

TEST(RevisionUnit, IsFoundByEitherVersionAndByNoPartOfAKey) {
  const auto store = NewMemoryStore();
  const std::string first = RevisionUnit("code@1", "code@2"), second = RevisionUnit("code@2", "code@10");
  EXPECT_NE(RevisionUnit("code@2", "code@1"), first) << "the order says which is the later";
  // Beside them a version, and a unit that only looks like one.
  for (const std::string& unit : {first, second, std::string("code@1"), std::string("revision code@1")}) {
    GraphBatch batch;
    batch.unit = unit;
    batch.nodes.push_back({"of " + unit, {"Thing"}, {}});
    ASSERT_TRUE(store->Apply(batch));
  }
  const auto snapshot = store->TakeSnapshot();
  EXPECT_EQ(RevisionUnitsOf(*snapshot, "code@1").value(), Strings{first});
  EXPECT_EQ(RevisionUnitsOf(*snapshot, "code@10").value(), Strings{second});
  const Strings both = RevisionUnitsOf(*snapshot, "code@2").value();
  EXPECT_EQ(std::set<std::string>(both.begin(), both.end()), (std::set<std::string>{first, second}));
  EXPECT_EQ(RevisionUnitsOf(*snapshot, "code@").value(), Strings{});
  EXPECT_EQ(RevisionUnitsOf(*snapshot, "").value(), Strings{});
}

}  // namespace
}  // namespace concord
