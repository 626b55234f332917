// The file of a form that was sent as multipart/form-data (RFC 7578).
#ifndef CONCORD_SERVER_MULTIPART_H_
#define CONCORD_SERVER_MULTIPART_H_

#include <string>
#include <string_view>

#include "base/result.h"
#include "server/http_message.h"

namespace concord {

struct FormFile {
  std::string name;        // without folders; never empty
  std::string_view bytes;  // of the request, which must live as long
};

// The first part with a file name. Fails with kUsage when there is none, kInvalid when the body is not of
// this form. One pass; nothing is copied.
Result<FormFile> FirstFile(const HttpRequest& request);

}  // namespace concord

#endif  // CONCORD_SERVER_MULTIPART_H_
