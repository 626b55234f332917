// How the pages look.
#ifndef CONCORD_SERVER_STYLE_H_
#define CONCORD_SERVER_STYLE_H_

#include <string_view>

namespace concord {

std::string_view StyleSheet();

}  // namespace concord

#endif  // CONCORD_SERVER_STYLE_H_
