#include "ingest/source/source_text.h"

#include <fmt/format.h>

#include <array>

#include "base/noncharacters.h"
#include "base/unicode.h"

namespace concord {
namespace {

struct Magic {
  std::string_view bytes, name;
};
// What people feed to a text reader by mistake; each begins with bytes that no text begins with.
constexpr auto kMagics = std::to_array<Magic>({
    {"%PDF-", "a PDF file"},
    {"PK\x03\x04", "a zip archive or an office file"},
    {"\x1F\x8B", "a gzip file"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old office file (OLE)"},
    {"{\\rtf", "an RTF file"},
    {"\x89PNG", "a PNG image"},
    {"\xFF\xD8\xFF", "a JPEG image"},
    {"GIF8", "a GIF image"},
    {"\x7F"
     "ELF",
     "a program"},
    {"BZh", "a bzip2 file"},
    {"\xFD"
     "7zXZ",
     "an xz file"},
    {"\x28\xB5\x2F\xFD", "a zstd file"},
    {"SQLite format 3", "an SQLite database"},
});

}  // namespace

Result<SourceText> SourceText::Open(const Source& source) {
  const ReadLimits& limits = *source.limits;
  const auto error = [&](ErrorCode code, std::string message) {
    return tl::unexpected(Error{code, std::move(message), std::string(source.path), 1, 1, 0});
  };
  if (source.bytes.empty()) return error(ErrorCode::kInvalid, "the file is empty");
  if (source.bytes.size() > limits.max_file_bytes) {
    return error(ErrorCode::kLimit, fmt::format("the file has {} bytes, the limit is {}", source.bytes.size(),
                                                limits.max_file_bytes));
  }
  for (const Magic& magic : kMagics) {
    if (source.bytes.starts_with(magic.bytes)) {
      return error(
          ErrorCode::kUnsupported,
          fmt::format("the file begins like {}; it is damaged, or no reader reads this kind", magic.name));
    }
  }

  SourceText text;
  text.source_ = source;
  // The common case needs no copy.
  if (source.bytes.find('\0') == std::string_view::npos &&
      FindInvalidUtf8(source.bytes) == std::string_view::npos) {
    text.text_ = source.bytes;
    if (FindNoncharacter(text.text_) != std::string_view::npos) {
      text.decoded_ = std::make_unique<std::string>(source.bytes);
      ReplaceNoncharacters(text.decoded_.get());
      text.text_ = *text.decoded_;
    }
    if (source.bytes.starts_with("\xEF\xBB\xBF")) {
      text.text_.remove_prefix(3);
      const auto size = static_cast<uint32_t>(text.text_.size());
      text.decoding_.Add(size, 3, size);
    }
  } else {
    auto decoded = DecodeText(source.bytes, source.path);
    if (!decoded) return tl::unexpected(decoded.error());
    text.decoded_ = std::make_unique<std::string>(std::move(decoded->text));
    ReplaceNoncharacters(text.decoded_.get());
    text.text_ = *text.decoded_;
    for (const TextRun& run : decoded->runs) {
      text.decoding_.Add(run.text_length, run.source_start, run.source_length);
    }
  }
  for (size_t start = 0; start < text.text_.size();) {
    const size_t end = std::min(text.text_.find('\n', start), text.text_.size());
    if (end - start > limits.max_line_bytes) {
      return tl::unexpected(text.ErrorAt(
          ErrorCode::kLimit,
          fmt::format("a line of {} bytes, the limit is {}", end - start, limits.max_line_bytes), start));
    }
    start = end + 1;
  }
  return text;
}

Result<SourceText> SourceText::Derived(const Source& source, std::string text) {
  if (FindInvalidUtf8(text) != std::string_view::npos) {
    return tl::unexpected(Error{ErrorCode::kInvalid, "what was read from the file is not UTF-8",
                                std::string(source.path), 0, 0, 0});
  }
  SourceText derived;
  derived.source_ = source;
  derived.decoded_ = std::make_unique<std::string>(std::move(text));
  ReplaceNoncharacters(derived.decoded_.get());
  derived.text_ = *derived.decoded_;
  derived.derived_ = true;
  return derived;
}

SourceText SourceText::OfParts(const Source& source, std::vector<SourcePart> parts, std::string text) {
  SourceText all;
  all.source_ = source;
  all.decoded_ = std::make_unique<std::string>(std::move(text));
  ReplaceNoncharacters(all.decoded_.get());
  all.text_ = *all.decoded_;
  all.parts_ = std::move(parts);
  return all;
}

SourceText SourceText::Part(size_t index) const {
  SourceText part;
  part.source_ = source_;
  part.text_ = text_.substr(parts_[index].start, parts_[index].size);
  part.parts_ = {{parts_[index].name, 0, parts_[index].size}};
  return part;
}

Error SourceText::ErrorAt(ErrorCode code, std::string message, size_t offset) const {
  if (derived_) return Error{code, std::move(message), std::string(source_.path), 0, 0, 0};
  if (!parts_.empty()) {
    // Line and column are those of the part; the file's bytes are packed and have neither.
    size_t at = 0;
    while (at + 1 < parts_.size() && parts_[at + 1].start <= offset) ++at;
    const std::string_view text = text_.substr(parts_[at].start, parts_[at].size);
    Error error =
        concord::ErrorAt(code, fmt::format("{}: {}", parts_[at].name, message), source_.path, text,
                         std::min<size_t>(offset - std::min(offset, size_t{parts_[at].start}), text.size()));
    error.offset = 0;
    return error;
  }
  Error error = concord::ErrorAt(code, std::move(message), source_.path, text_, offset);
  if (decoding_.run_count() > 0) {
    const auto at = static_cast<uint32_t>(std::min(offset, text_.size()));
    error.offset = decoding_.ToSource({at, at}).start;
  }
  return error;
}

OffsetMap SourceText::ToFile(OffsetMap map) const {
  return decoding_.run_count() == 0 ? map : map.After(decoding_);
}

OffsetMap SourceText::WholeFile(size_t text_size) const {
  const auto text = static_cast<uint32_t>(text_size), size = static_cast<uint32_t>(source_.bytes.size());
  // A run of equal lengths would be byte for byte; of two runs in its place none is as long as the file.
  const uint32_t first = text == size ? text / 2 : 0;
  OffsetMap map;
  map.Add(first, 0, size);
  map.Add(text - first, 0, size);
  return map;
}

}  // namespace concord
