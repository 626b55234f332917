// The version of the program, as Run nodes and --version show it. It is defined in CMakeLists.txt and
// nowhere else.
#ifndef CONCORD_BASE_VERSION_H_
#define CONCORD_BASE_VERSION_H_

#include <string_view>

namespace concord {

extern const std::string_view kVersion;  // "1.2.3", by semantic versioning
extern const std::string_view kCommit;   // of the source: "5df2ff1a0b2c"; "unknown" outside a clone

}  // namespace concord

#endif  // CONCORD_BASE_VERSION_H_
