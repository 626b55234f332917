// What changed in a part of the graph since an earlier state of it, which is in another folder.
#ifndef CONCORD_APP_REQUESTED_CHANGES_H_
#define CONCORD_APP_REQUESTED_CHANGES_H_

#include <memory>
#include <string>
#include <string_view>

#include "app/selection_request.h"
#include "base/result.h"
#include "graph/snapshot.h"
#include "graph/store.h"
#include "query/exporters/graph_changes.h"

namespace concord {

struct RequestedChanges {
  std::unique_ptr<GraphStore> store;  // the earlier one
  std::unique_ptr<Snapshot> earlier;
  Selection was, is;  // the same request in both
  GraphChanges changes;
};

// Whether the word of `since` names a state and not a date.
bool NamesState(std::string_view since);

// The request must select something in one of the two; in the other, it may name what is not there. kUsage
// names the parameter `since` if the folder holds no store.
Result<RequestedChanges> FindRequestedChanges(const Snapshot& now, const std::string& earlier,
                                              const SelectionRequest& request);

// What the manifest says besides the request: the digest of the earlier state, and how much changed.
Result<PropertyMap> ChangesProperties(const RequestedChanges& changes);

}  // namespace concord

#endif  // CONCORD_APP_REQUESTED_CHANGES_H_
