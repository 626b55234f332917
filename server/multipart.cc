#include "server/multipart.h"

#include "base/text.h"

namespace concord {
namespace {

constexpr size_t kMostHead = 4096;  // of a part

// The value of `name="..."` in a header, with \" and \\ undone; false when it is not there.
bool Quoted(std::string_view header, std::string_view name, std::string* value) {
  const std::string wanted = std::string(name) + "=\"";
  for (size_t at = header.find(wanted); at != std::string_view::npos; at = header.find(wanted, at + 1)) {
    // "filename=" must not be found in "xfilename=".
    if (at > 0 && header[at - 1] != ' ' && header[at - 1] != ';') continue;
    value->clear();
    for (size_t i = at + wanted.size(); i < header.size(); ++i) {
      if (header[i] == '"') return true;
      if (header[i] == '\\' && i + 1 < header.size()) ++i;
      *value += header[i];
    }
    return false;
  }
  return false;
}

std::string WithoutFolders(std::string_view name) {
  const size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name = name.substr(slash + 1);
  return name.empty() || name == "." || name == ".." ? "file" : std::string(name);
}

}  // namespace

Result<FormFile> FirstFile(const HttpRequest& request) {
  const std::string_view type = request.Header("content-type");
  const std::string_view body = request.body;
  const size_t at = type.find("boundary=");
  if (!StartsWithIgnoreCase(type, "multipart/form-data") || at == std::string_view::npos)
    return Fail(ErrorCode::kUsage, "send the file as multipart/form-data, in the field 'file'");
  std::string_view boundary = type.substr(at + 9);
  boundary = boundary.substr(0, boundary.find(';'));
  if (boundary.size() >= 2 && boundary.front() == '"' && boundary.back() == '"')
    boundary = boundary.substr(1, boundary.size() - 2);
  if (boundary.empty() || boundary.size() > 70)
    return Fail(ErrorCode::kInvalid, "the boundary of the form is not well formed");
  const std::string first = "--" + std::string(boundary), next = "\r\n" + first;
  if (!body.starts_with(first)) return Fail(ErrorCode::kInvalid, "the form does not begin with its boundary");
  size_t part = first.size();
  while (body.substr(part).starts_with("\r\n")) {
    const size_t head = part + 2;
    const size_t head_end = body.substr(head, kMostHead).find("\r\n\r\n");
    if (head_end == std::string_view::npos)
      return Fail(ErrorCode::kInvalid, "a part of the form has no end of its head");
    const size_t start = head + head_end + 4;
    // A part may be empty: its end is then the line break that ends its head.
    const size_t end = body.find(next, start - 2);
    if (end == std::string_view::npos)
      return Fail(ErrorCode::kInvalid, "the form ends before its last boundary");
    std::string name;
    if (Quoted(body.substr(head, head_end), "filename", &name) && !name.empty())
      return FormFile{WithoutFolders(name),
                      end < start ? std::string_view() : body.substr(start, end - start)};
    part = end + next.size();
  }
  return Fail(ErrorCode::kUsage, "the form has no file");
}

}  // namespace concord
