#include "app/requested_changes.h"

#include <utility>

#include "base/parameter.h"
#include "base/try.h"
#include "query/exporters/export_manifest.h"

namespace concord {
namespace {

Result<Selection> SelectIfThere(const Snapshot& snapshot, const SelectionRequest& request, bool* found) {
  Result<Selection> selection = SelectRequested(snapshot, request);
  if (selection) {
    *found = true;
  } else if (selection.error().code == ErrorCode::kNotFound) {
    return Selection();
  }
  return selection;
}

}  // namespace

bool NamesState(std::string_view since) { return !since.empty() && !Date::Parse(since); }

Result<RequestedChanges> FindRequestedChanges(const Snapshot& now, const std::string& earlier,
                                              const SelectionRequest& request) {
  RequestedChanges found;
  Result<std::unique_ptr<GraphStore>> store = OpenStore(earlier, OpenMode::kReadOnly);
  if (!store && store.error().code == ErrorCode::kNotFound)
    return FailValue("since", earlier, "a date (2024, 2024-03 or 2024-03-21), or the folder of a backup");
  if (!store) return tl::unexpected(std::move(store).error());
  found.store = *std::move(store);
  found.earlier = found.store->TakeSnapshot();
  bool any = false;
  CONCORD_ASSIGN(found.was, SelectIfThere(*found.earlier, request, &any));
  if (any) {
    CONCORD_ASSIGN(found.is, SelectIfThere(now, request, &any));
  } else {
    CONCORD_ASSIGN(found.is, SelectRequested(now, request));
  }
  CONCORD_ASSIGN(found.changes, CompareStates({*found.earlier, found.was}, {now, found.is}));
  return found;
}

Result<PropertyMap> ChangesProperties(const RequestedChanges& changes) {
  const auto number = [](size_t count) { return Value(static_cast<int64_t>(count)); };
  PropertyMap said;
  CONCORD_ASSIGN(std::string state, StateDigest(*changes.earlier));
  said.Set("state", std::move(state));
  const size_t added = changes.changes.new_nodes();
  said.Set("removed_nodes", number(changes.changes.removed_nodes.size()));
  said.Set("added_nodes", number(added));
  said.Set("changed_nodes", number(changes.changes.nodes.size() - added));
  said.Set("removed_edges", number(changes.changes.removed_edges.size()));
  said.Set("added_edges", number(changes.changes.added_edges.size()));
  return said;
}

}  // namespace concord
