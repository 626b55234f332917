// Short ways to return the error of a call to the caller.
#ifndef CONCORD_BASE_TRY_H_
#define CONCORD_BASE_TRY_H_

#include <utility>

#include "base/result.h"

// CONCORD_TRY(store->Apply(batch));  returns the error of the call from this function, if there is one.
#define CONCORD_TRY(...)                                         \
  do {                                                           \
    if (auto concord_tried = (__VA_ARGS__); !concord_tried)      \
      return ::tl::unexpected(std::move(concord_tried).error()); \
  } while (false)

// CONCORD_ASSIGN(const Node node, snapshot.GetNode(id));  declares or assigns the value of the call, or
// returns its error. Use it as a statement of its own, not as the body of an `if` without braces.
#define CONCORD_ASSIGN(target, ...) \
  CONCORD_ASSIGN_THROUGH_(CONCORD_JOIN_(concord_assigned_, __LINE__), target, __VA_ARGS__)
#define CONCORD_ASSIGN_THROUGH_(name, target, ...)             \
  auto name = (__VA_ARGS__);                                   \
  if (!name) return ::tl::unexpected(std::move(name).error()); \
  target = *std::move(name)
#define CONCORD_JOIN_(a, b) CONCORD_JOIN_AGAIN_(a, b)
#define CONCORD_JOIN_AGAIN_(a, b) a##b

#endif  // CONCORD_BASE_TRY_H_
