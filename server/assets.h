// The files of server/assets/ inside the program.
#ifndef CONCORD_SERVER_ASSETS_H_
#define CONCORD_SERVER_ASSETS_H_

#include <vector>

#include "base/embedded_file.h"

namespace concord {

std::vector<EmbeddedFile> Assets();

}  // namespace concord

#endif  // CONCORD_SERVER_ASSETS_H_
