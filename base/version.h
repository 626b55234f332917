// The version of the program, as Run nodes and --version tell it.
#ifndef CONCORD_BASE_VERSION_H_
#define CONCORD_BASE_VERSION_H_

#include <string_view>

namespace concord {

inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace concord

#endif  // CONCORD_BASE_VERSION_H_
