// The files of server/assets/ inside the program.
#ifndef CONCORD_SERVER_ASSETS_H_
#define CONCORD_SERVER_ASSETS_H_

#include <string_view>
#include <vector>

namespace concord {

struct Asset {
  std::string_view name;  // "style.css"
  std::string_view bytes;
};

std::vector<Asset> Assets();

}  // namespace concord

#endif  // CONCORD_SERVER_ASSETS_H_
