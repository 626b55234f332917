// The name of a format as a user gives it.
#ifndef CONCORD_INGEST_READERS_FORMAT_NAME_H_
#define CONCORD_INGEST_READERS_FORMAT_NAME_H_

#include <string_view>

#include "base/result.h"

namespace concord {

// kUsage if there is a name and no reader has it, with the one that was probably meant. A run asks once,
// before it reads files.
Result<void> CheckFormat(std::string_view format);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_FORMAT_NAME_H_
