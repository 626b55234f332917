#include "ingest/import/xml_events.h"

#include <expat.h>
#include <fmt/format.h>

#include <istream>
#include <memory>

namespace concord {
namespace {

std::string_view Local(const char* name) {
  const std::string_view whole = name;
  return whole.substr(whole.rfind(':') + 1);  // npos + 1 is 0
}

class XmlParser {
 public:
  XmlParser(const std::string& source, XmlHandler* handler)
      : parser_(XML_ParserCreate(nullptr)), source_(source), handler_(*handler) {
    if (parser_ == nullptr) return;
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), Begin, End);
    XML_SetCharacterDataHandler(parser_.get(), Text);
    XML_SetEntityDeclHandler(parser_.get(), Entity);
  }

  Result<void> Read(std::istream& in) {
    constexpr size_t kBufferBytes = 1 << 16;
    if (parser_ == nullptr) return Fail(ErrorCode::kLimit, "no memory for an XML parser");
    std::string buffer(kBufferBytes, '\0');
    for (bool last = false; !last;) {
      in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
      last = in.gcount() < static_cast<std::streamsize>(buffer.size());
      if (XML_Parse(parser_.get(), buffer.data(), static_cast<int>(in.gcount()), last ? 1 : 0) !=
          XML_STATUS_OK) {
        return Problem();
      }
    }
    return {};
  }

 private:
  struct Free {
    void operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }
  };

  void Pass(Result<void> done) {
    if (done || !result_) return;
    result_ = std::move(done);
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  static XmlParser& At(void* self) {
    auto& parser = *static_cast<XmlParser*>(self);
    parser.handler_.line = XML_GetCurrentLineNumber(parser.parser_.get());
    return parser;
  }

  static void Begin(void* self, const char* name, const char** attributes) {
    XmlParser& parser = At(self);
    if (++parser.depth_ > kMaxXmlDepth) {
      parser.Pass(Fail(ErrorCode::kLimit, fmt::format("elements nest deeper than {}", kMaxXmlDepth)));
      return;
    }
    std::vector<std::pair<std::string_view, std::string_view>> pairs;
    for (; *attributes != nullptr; attributes += 2) pairs.emplace_back(Local(attributes[0]), attributes[1]);
    parser.Pass(parser.handler_.Begin(Local(name), XmlAttributes(std::move(pairs))));
  }
  static void End(void* self, const char* name) {
    XmlParser& parser = At(self);
    --parser.depth_;
    if (parser.result_) parser.Pass(parser.handler_.End(Local(name)));
  }
  static void Text(void* self, const char* text, int size) {
    XmlParser& parser = At(self);
    if (parser.result_) parser.Pass(parser.handler_.Text({text, static_cast<size_t>(size)}));
  }
  static void Entity(void* self, const char* name, int /*is_parameter*/, const char* /*value*/, int /*size*/,
                     const char* /*base*/, const char* /*system*/, const char* /*public*/,
                     const char* /*notation*/) {
    At(self).Pass(Fail(ErrorCode::kUnsupported,
                       fmt::format("the DOCTYPE declares the entity '{}'; graph files need none", name)));
  }

  Result<void> Problem() {
    Error error =
        result_ ? Error{ErrorCode::kInvalid,
                        fmt::format("expected XML: {}", XML_ErrorString(XML_GetErrorCode(parser_.get()))),
                        {},
                        0,
                        0,
                        0}
                : result_.error();
    const bool has_place = error.line != 0 || error.code == ErrorCode::kStore || error.code == ErrorCode::kIo;
    if (!has_place) {
      error.source = source_;
      error.line = XML_GetCurrentLineNumber(parser_.get());
      error.column = XML_GetCurrentColumnNumber(parser_.get()) + 1;
      error.offset = static_cast<uint64_t>(XML_GetCurrentByteIndex(parser_.get()));
    }
    return tl::unexpected(std::move(error));
  }

  std::unique_ptr<XML_ParserStruct, Free> parser_;
  const std::string& source_;
  XmlHandler& handler_;
  Result<void> result_;
  size_t depth_ = 0;
};

}  // namespace

const std::string_view* XmlAttributes::Find(std::string_view name) const {
  for (const auto& [known, value] : attributes_) {
    if (known == name) return &value;
  }
  return nullptr;
}

std::string XmlAttributes::Get(std::string_view name) const {
  const std::string_view* value = Find(name);
  return value == nullptr ? std::string() : std::string(*value);
}

Result<void> ReadXmlEvents(std::istream& in, const std::string& source, XmlHandler* handler) {
  return XmlParser(source, handler).Read(in);
}

}  // namespace concord
