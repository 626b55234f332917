#include "query/coverage/asked_bodies.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/places/lookup.h"
#include "query/places/walk.h"

namespace concord {

Result<std::vector<NodeId>> AskedBodies(const Snapshot& snapshot, std::string_view list) {
  constexpr std::string_view kBody[] = {label::Actor}, kMembers = "members:";
  std::vector<NodeId> bodies;
  for (std::string_view name : Split(list, ',')) {
    name = Trim(name);
    if (name.empty()) continue;
    const bool members = name.starts_with(kMembers);
    auto body = FindNamed(snapshot, members ? Trim(name.substr(kMembers.size())) : name, kBody);
    if (!body) return tl::unexpected(body.error());
    std::vector<NodeId> found = {*body};
    if (members) {
      found.clear();
      auto in = Neighbours(snapshot, *body, Direction::kIn, edge::MEMBER_OF);
      if (!in) return tl::unexpected(in.error());
      for (const Adjacent& adjacent : *in) found.push_back(adjacent.node);
      if (found.empty())
        return Fail(ErrorCode::kNotFound, fmt::format("the store knows no members of '{}'", name));
    }
    for (const NodeId id : found) {
      if (std::ranges::find(bodies, id) == bodies.end()) bodies.push_back(id);
    }
  }
  return bodies;
}

}  // namespace concord
