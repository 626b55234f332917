#include "base/version.h"

namespace concord {

// cmake/version.cmake defines both.
constinit const std::string_view kVersion = CONCORD_VERSION;
constinit const std::string_view kCommit = CONCORD_COMMIT;

}  // namespace concord
