#include "ingest/document/document_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_set>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/document/word_loss.h"

namespace concord {
namespace {

// What the first byte of a character says of it.
enum ByteClass : uint8_t {
  kPlain,    // stands as it is
  kSpace,    // ASCII white space
  kControl,  // dropped
  kLook,     // first byte of a character that may be white space or invisible: decode it
};

constexpr std::array<ByteClass, 256> kClasses = [] {
  std::array<ByteClass, 256> classes{};
  for (int c = 0; c < 0x20; ++c) classes[static_cast<size_t>(c)] = kControl;
  for (const unsigned char c : {' ', '\t', '\n', '\r', '\f', '\v'}) classes[c] = kSpace;
  classes[0x7F] = kControl;
  // U+0080..00BF, U+1680, U+2000..2FFF, U+3000, U+FEFF
  for (const size_t c : {0xC2, 0xE1, 0xE2, 0xE3, 0xEF}) classes[c] = kLook;
  return classes;
}();
ByteClass ClassOf(char c) { return kClasses[static_cast<unsigned char>(c)]; }

// Characters without width that only steer layout: soft hyphen, zero-width space, word joiner, byte-order
// mark. (The joiners U+200C and U+200D spell words in some scripts and stay.)
bool IsDropped(char32_t c) {
  return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF || (c >= 0x80 && c < 0xA0 && c != 0x85);
}

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// A step of a path: lower-case letters, digits, single dots and hyphens.
std::string PathStep(std::string_view part) {
  constexpr size_t kLongest = 60;
  std::string step;
  for (char c : part.substr(0, kLongest)) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool after_word = !step.empty() && step.back() != '.' && step.back() != '-';
    if (word) {
      step += c;
    } else if (after_word) {
      step += c == '.' ? '.' : '-';
    }
  }
  while (step.ends_with('.') || step.ends_with('-')) step.pop_back();
  return step.empty() ? "x" : step;
}

// Words in cells of a table that only repeat the name of the framework or the id of an item: they are kept as
// keys, and stand in the text once at most.
uint64_t CountKeyWords(std::string_view source, const Document& document) {
  if (!document.framework) return 0;
  const std::string_view scheme = document.framework->scheme;
  std::unordered_set<std::string_view> ids;
  uint64_t words = 0, once = 0;
  for (const auto& [curie, parent] : document.framework->parents) {
    const std::string_view id = std::string_view(curie).substr(std::min(scheme.size() + 1, curie.size()));
    if (ids.insert(id).second) once += CountWords(id);
  }
  for (const std::string_view line : Split(source, '\n')) {
    for (std::string_view cell : Split(line, line.find('\t') != std::string_view::npos ? '\t' : ',')) {
      cell = Trim(cell);
      if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
        cell = cell.substr(1, cell.size() - 2);
      if (cell == scheme || ids.contains(cell)) words += CountWords(cell);
    }
  }
  return words - std::min(words, once);
}

// More than a twentieth of the words that the file has is no matter of layout.
void NoteLoss(std::string_view source, Document* document) {
  constexpr uint64_t kFewest = 50;
  // What a mapping set says of itself is metadata.
  if (document->mapping_set && !source.starts_with('{')) return;
  const uint64_t all = CountSourceWords(source);
  uint64_t kept = CountWords(document->text);
  const auto is_little = [&] { return all < kept + kFewest || (all - kept) * 20 <= all; };
  if (is_little()) return;
  kept += CountKeyWords(source, *document);
  if (is_little()) return;
  document->repairs.push_back({0, fmt::format("{} of {} words of the file ({} %) are not in the text",
                                              all - kept, all, (all - kept) * 100 / all)});
}

}  // namespace

DocumentBuilder::DocumentBuilder(const SourceText& source) : source_(source) {
  document_.sections.emplace_back();
  document_.text.reserve(source.text().size() + 1);
}

void DocumentBuilder::Fail(Error error) {
  if (!error_) error_ = std::move(error);
}

uint32_t DocumentBuilder::OpenSection(SectionKind kind, std::string_view number, std::string_view part) {
  CloseBlock();
  if (failed()) return open_.back();
  const ReadLimits& limits = source_.limits();
  if (open_.size() > limits.max_depth) {
    Fail(source_.ErrorAt(ErrorCode::kLimit,
                         fmt::format("sections nested more than {} deep", limits.max_depth), last_at_));
    return open_.back();
  }
  if (document_.sections.size() > limits.max_sections) {
    Fail(source_.ErrorAt(ErrorCode::kLimit, fmt::format("more than {} sections", limits.max_sections),
                         last_at_));
    return open_.back();
  }
  const auto index = static_cast<uint32_t>(document_.sections.size());
  Section section;
  section.parent = static_cast<int32_t>(open_.back());
  section.kind = kind;
  section.number = number;
  section.quoted = document_.sections[open_.back()].quoted;
  const std::hash<std::string> hash;
  const std::string step = PathStep(part);
  const std::string& above = document_.sections[open_.back()].path;
  const bool anew = above.empty() || (part.starts_with('/') && !paths_.contains(hash(step)));
  const std::string path = anew ? step : above + '.' + step;
  section.path = UniquePath(path);
  document_.sections.push_back(std::move(section));
  open_.push_back(index);
  return index;
}

void DocumentBuilder::CloseSection() {
  CloseBlock();
  if (open_.size() == 1) return;
  Section& section = document_.sections[open_.back()];
  const auto end = static_cast<uint32_t>(document_.text.size());
  if (started_ < open_.size()) section.span.start = end;
  section.span.end = end;
  open_.pop_back();
  started_ = std::min(started_, open_.size());
}

std::string DocumentBuilder::UniquePath(const std::string& path) {
  const std::hash<std::string> hash;
  uint32_t& count = paths_[hash(path)];
  std::string unique = path;
  // "x-2" may itself have been asked for.
  while (count++ > 0) {
    unique = fmt::format("{}-{}", path, count);
    if (paths_.try_emplace(hash(unique), 1).second) break;
  }
  return unique;
}

bool DocumentBuilder::NestInSibling(uint32_t section) {
  CloseBlock();
  const auto at = std::ranges::find(open_, section);
  if (failed() || section == 0 || at == open_.end() || open_.size() > source_.limits().max_depth)
    return false;
  std::vector<Section>& sections = document_.sections;
  const auto parent = static_cast<uint32_t>(sections[section].parent);
  uint32_t sibling = section - 1;
  while (sibling > parent && static_cast<uint32_t>(sections[sibling].parent) != parent)
    sibling = static_cast<uint32_t>(sections[sibling].parent);
  if (sibling <= parent) return false;
  sections[section].parent = static_cast<int32_t>(sibling);
  const std::hash<std::string> hash;
  const std::string above = sections[parent].path.empty() ? "" : sections[parent].path + ".";
  const std::string old = sections[section].path;
  const std::string step = old.starts_with(above) ? old.substr(above.size()) : old;
  // All that was opened since is below it.
  for (size_t i = section; i < sections.size(); ++i) {
    std::string& path = sections[i].path;
    paths_.erase(hash(path));
    if (i == section) {
      path = UniquePath(sections[sibling].path + "." + step);
    } else if (path.starts_with(old + ".")) {
      path = UniquePath(sections[section].path + path.substr(old.size()));
    }
  }
  if (started_ > static_cast<size_t>(at - open_.begin())) ++started_;
  open_.insert(at, sibling);
  return true;
}

void DocumentBuilder::ReopenSection(uint32_t section) {
  CloseBlock();
  if (failed() || static_cast<uint32_t>(document_.sections[section].parent) != open_.back()) return;
  const Span span = document_.sections[section].span;
  for (size_t i = document_.blocks.size(); i-- > 0;) {
    Block& block = document_.blocks[i];
    if (block.span.start < span.end || block.section != open_.back()) break;
    block.section = section;
  }
  if (started_ == open_.size()) ++started_;
  open_.push_back(section);
}

void DocumentBuilder::OpenBlock(BlockKind kind, int32_t lead, Space space) {
  CloseBlock();
  in_block_ = true;
  block_ = Block{open_.back(), kind, {}, lead};
  space_ = space;
}

void DocumentBuilder::StartBody() {
  Settle();
  has_body_ = false;
}

int32_t DocumentBuilder::CloseBlock() {
  if (!in_block_) return -1;
  if (space_ == Space::kKeep && has_text_) {
    std::string& text = document_.text;
    const size_t end = text.size();
    while (text.size() > settled_ && IsBlank(text.back())) text.pop_back();
    if (text.size() < end) {
      if (!pending_) {
        const auto size = static_cast<uint32_t>(text.size() - settled_);
        pending_at_ = tail_.ToSource({size, size + 1}).start;
        pending_length_ = 1;
        pending_ = true;
      }
      tail_.Truncate(static_cast<uint32_t>(text.size() - settled_));
    }
  }
  Settle();
  in_block_ = false;
  const bool has_body = has_body_ && block_.span.start < document_.text.size();
  has_text_ = has_body_ = false;
  if (!has_body) return -1;
  const auto index = static_cast<int32_t>(document_.blocks.size());
  PushBlocks({block_.span.start, static_cast<uint32_t>(document_.text.size())});
  return index;
}

// Cuts what no paragraph is long enough for, at a blank when there is one not too far back.
void DocumentBuilder::PushBlocks(Span span) {
  const std::string_view text = document_.text;
  while (span.end - span.start > kMaxBlockBytes) {
    uint32_t end = span.start + kMaxBlockBytes;
    while (end > span.start + kMaxBlockBytes / 2 && !IsBlank(text[end])) --end;
    const bool blank = IsBlank(text[end]);
    if (!blank) {
      end = span.start + kMaxBlockBytes;
      while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    }
    uint32_t next = end;
    while (next < span.end && IsBlank(text[next])) ++next;
    while (end > span.start && IsBlank(text[end - 1])) --end;
    block_.span = {span.start, end};
    if (!block_.span.empty()) document_.blocks.push_back(block_);
    span.start = next;
  }
  block_.span = span;
  if (!span.empty()) document_.blocks.push_back(block_);
}

void DocumentBuilder::Append(std::string_view text, uint64_t at) { AppendText(text, at, std::nullopt); }

void DocumentBuilder::AppendFor(std::string_view text, uint64_t at, uint32_t length) {
  AppendText(text, at, length);
}

void DocumentBuilder::Append(const PlacedText& text, size_t start, size_t end) {
  for (const Piece& piece : text.Pieces(start, end)) {
    if (piece.length) {
      AppendFor(piece.text, piece.at, *piece.length);
    } else {
      Append(piece.text, piece.at);
    }
  }
}

void DocumentBuilder::AppendOwn(std::string_view text) { AppendText(text, last_at_, 0); }

// `length` is that of the source for which all of `text` stands; none: as in the source, byte for byte.
void DocumentBuilder::AppendText(std::string_view text, uint64_t at, std::optional<uint32_t> length) {
  const auto place = [&](size_t i) { return length ? at : at + i; };
  const auto size = [&](size_t n) { return length ? *length : static_cast<uint32_t>(n); };
  if (!in_block_) OpenBlock(BlockKind::kParagraph);
  size_t start = 0;  // of the stretch that stands as it is
  size_t i = 0;
  const auto flush = [&] {
    if (i > start) Emit(text.substr(start, i - start), place(start), size(i - start));
  };
  while (i < text.size()) {
    const ByteClass byte_class = ClassOf(text[i]);
    if (byte_class == kPlain) {
      ++i;
      continue;
    }
    // One blank between two words, by far the most frequent, needs no work.
    if (text[i] == ' ' && i > start && i + 1 < text.size() && ClassOf(text[i + 1]) == kPlain) {
      i += 2;
      continue;
    }
    if (byte_class == kLook) {
      size_t next = i;
      const char32_t c = NextCodePoint(text, &next);
      const bool space = IsSpace(c);
      if (c == 0xFFFE || c == 0xFFFF) {  // an escape of the format: the text of the source has none
        flush();
        Emit("\uFFFD", place(i), size(next - i));
        start = i = next;
        continue;
      }
      if (!space && !IsDropped(c)) {
        i = next;
        continue;
      }
      flush();
      if (space) AppendSpace(c == 0x2028 || c == 0x2029 || c == 0x85 ? '\n' : ' ', place(i), size(next - i));
      start = i = next;
      continue;
    }
    flush();
    if (byte_class == kSpace) AppendSpace(text[i], place(i), size(1));
    start = ++i;
  }
  flush();
  last_at_ = length ? at + *length : at + text.size();
}

void DocumentBuilder::AppendSpace(char space, uint64_t at, uint32_t length) {
  if (space_ == Space::kKeep && has_text_) {
    if (space == '\r' || space == '\f' || space == '\v') return;
    Emit(std::string_view(&space, 1), at, length);
  } else if (!pending_) {
    pending_ = true;
    pending_at_ = at;
    pending_length_ = length;
  }
}

// Between the last text and the next: the end of a block, or a blank.
void DocumentBuilder::BeforeText(uint64_t at) {
  std::string& text = document_.text;
  if (!has_text_) {
    if (!text.empty()) {
      text += '\n';
      tail_.Add(1, pending_ ? pending_at_ : at, pending_ ? pending_length_ : 0);
    }
    for (; started_ < open_.size(); ++started_) {
      document_.sections[open_[started_]].span.start = static_cast<uint32_t>(text.size());
    }
    has_text_ = true;
  } else if (pending_) {
    text += ' ';
    tail_.Add(1, pending_at_, pending_length_);
  }
  pending_ = false;
  if (!has_body_) block_.span.start = static_cast<uint32_t>(text.size());
  has_body_ = true;
}

void DocumentBuilder::Emit(std::string_view text, uint64_t at, uint32_t length) {
  if (failed()) return;
  if (document_.text.size() + text.size() + 1 > std::numeric_limits<uint32_t>::max()) {
    Fail(source_.ErrorAt(ErrorCode::kLimit, "more than 4 GiB of text", at));
    return;
  }
  BeforeText(at);
  document_.text += text;
  tail_.Add(static_cast<uint32_t>(text.size()), at, length);
}

// Composes what was written since the last call. Nearly always nothing has to be done.
void DocumentBuilder::Settle() {
  std::string& text = document_.text;
  const std::string_view tail = std::string_view(text).substr(settled_);
  if (tail.empty()) return;
  if (IsNfc(tail)) {
    document_.offsets.Append(tail_);
  } else {
    std::vector<TextRun> runs;
    const std::string composed = ToNfc(tail, &runs);
    OffsetMap edits;
    for (const TextRun& run : runs) edits.Add(run.text_length, run.source_start, run.source_length);
    document_.offsets.Append(edits.After(tail_));
    text.replace(settled_, std::string::npos, composed);
  }
  settled_ = text.size();
  tail_ = OffsetMap();
}

Result<Document> DocumentBuilder::Finish() {
  CloseBlock();
  while (open_.size() > 1) CloseSection();
  if (error_) return tl::unexpected(*std::move(error_));
  if (document_.text.empty()) {
    return tl::unexpected(source_.ErrorAt(ErrorCode::kInvalid, "no text in the file", 0));
  }
  NoteLoss(source_.text(), &document_);
  document_.sections[0].span = {0, static_cast<uint32_t>(document_.text.size())};
  document_.offsets = source_.ToFile(std::move(document_.offsets));
  document_.parts = source_.parts();
  // Markup takes more room than its text.
  if (document_.text.capacity() / 4 * 3 > document_.text.size()) document_.text.shrink_to_fit();
  return std::move(document_);
}

}  // namespace concord
