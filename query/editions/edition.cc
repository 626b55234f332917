#include "query/editions/edition.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/shorten.h"
#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/places/lookup.h"
#include "query/places/walk.h"

namespace concord {
namespace {

constexpr size_t kMaxGist = 300;  // bytes; the sentences of laws may be pages long
// Bytes of a note of withdrawal; what is longer says something of its own.
constexpr size_t kMaxNote = 600;

bool IsWordByte(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Up to the first full stop or semicolon that a blank follows.
std::string_view FirstSentence(std::string_view text) {
  const size_t end = std::min(text.size(), kMaxGist);
  for (size_t i = 0; i + 1 < end; ++i) {
    if ((text[i] == '.' || text[i] == ';') && text[i + 1] == ' ') return text.substr(0, i + 1);
  }
  return text.substr(0, CharacterStart(text, end));
}

// What stands behind the words that say so: "[Withdrawn: moved to X]" -> "moved to X]". Such a note is set
// apart from prose by a bracket before it, or by what follows the word: "Deleted files are kept" is none.
bool IsWithdrawal(std::string_view text, std::string_view* rest) {
  constexpr std::array<std::string_view, 7> kWords = {"withdrawn", "repealed", "reserved", "deleted",
                                                      "revoked",   "omitted",  "abrogated"};
  if (text.size() > kMaxNote) return false;
  const size_t start = text.find_first_not_of("[( *.…");
  if (start == std::string_view::npos) return false;
  const bool bracket = text.substr(0, start).find_first_of("[(") != std::string_view::npos;
  text.remove_prefix(start);
  for (const std::string_view word : kWords) {
    if (!StartsWithIgnoreCase(text, word)) continue;
    *rest = text.substr(word.size());
    if (rest->empty()) return true;
    const char next = rest->front();
    if (IsWordByte(next)) continue;
    return bracket || next == ':' || next == ',' || next == ';' || rest->size() <= 2;
  }
  return false;
}

// Parts by their plain number; a number that stands twice names none.
using Numbers = std::unordered_map<std::string, int64_t>;

std::vector<uint32_t> NamedIn(std::string_view note, const Numbers& numbers, uint32_t self) {
  std::vector<uint32_t> named;
  for (size_t at = 0; at < note.size();) {
    const size_t start = at;
    while (at < note.size() && (IsWordByte(note[at]) || note[at] == '.' || note[at] == '-')) ++at;
    if (at == start) {
      ++at;
      continue;
    }
    const std::string_view word = note.substr(start, at - start);
    // "to" and "a" are words; a number has a digit or begins with a capital.
    const bool capital = word.size() > 1 && word[0] >= 'A' && word[0] <= 'Z';
    if (!capital && std::none_of(word.begin(), word.end(), IsDigit)) continue;
    const auto found = numbers.find(PlainNumber(word));
    if (found == numbers.end() || found->second < 0) continue;
    const auto part = static_cast<uint32_t>(found->second);
    if (part != self && std::find(named.begin(), named.end(), part) == named.end()) named.push_back(part);
  }
  return named;
}

}  // namespace

std::string PlainNumber(std::string_view number) {
  std::string plain;
  bool gap = false;
  for (size_t at = 0; at < number.size();) {
    if (!IsWordByte(number[at])) {
      gap = !plain.empty();
      ++at;
      continue;
    }
    const bool digits = IsDigit(number[at]);
    size_t end = at;
    while (end < number.size() && IsWordByte(number[end]) && IsDigit(number[end]) == digits) ++end;
    if (digits) {
      while (at + 1 < end && number[at] == '0') ++at;
    }
    if (gap) plain += '.';
    gap = false;
    plain += AsciiLower(number.substr(at, end - at));
    at = end;
  }
  return plain;
}

void FinishParts(std::vector<EditionPart>* parts) {
  Numbers numbers;
  for (uint32_t i = 0; i < parts->size(); ++i) {
    EditionPart& part = (*parts)[i];
    const EditionPart* above = part.parent < 0 ? nullptr : &(*parts)[static_cast<size_t>(part.parent)];
    part.place = above == nullptr ? "" : above->place;
    part.text = CollapseSpace(part.text);
    part.gist = CollapseSpace(part.gist);
    std::string_view own = part.text;
    if (part.kind == UnitKind::kSection) {
      if (const std::string plain = PlainNumber(part.number); !plain.empty()) {
        part.place = part.item || part.place.empty() ? plain : part.place + "/" + plain;
        if (const auto [at, fresh] = numbers.emplace(plain, i); !fresh) at->second = -1;
      }
      // A text begins with its number and heading, as printed.
      if (const std::string number = CollapseSpace(part.number); !number.empty() && own.starts_with(number)) {
        own = Trim(own.substr(number.size()));
      }
      if (!part.gist.empty() && own.starts_with(part.gist)) own = Trim(own.substr(part.gist.size()));
    }
    std::string text = part.gist;
    if (!own.empty()) text += (text.empty() ? "" : " ") + std::string(own);
    part.text = std::move(text);
    if (part.gist.empty()) part.gist = FirstSentence(part.text);
  }
  for (uint32_t i = 0; i < parts->size(); ++i) {
    EditionPart& part = (*parts)[i];
    if (part.kind != UnitKind::kSection) {
      // What a placeholder says is no duty.
      continue;
    }
    // Below a heading that stayed ("Business Environment") the note is the text.
    std::string_view rest, own = part.text;
    if (own.size() > part.gist.size()) own = Trim(own.substr(part.gist.size()));
    if (!IsWithdrawal(part.text, &rest) && !IsWithdrawal(own, &rest)) continue;
    part.withdrawn = true;
    part.successors = NamedIn(rest, numbers, i);
  }
}

bool IsWithdrawn(std::string_view text) {
  std::string_view rest;
  return IsWithdrawal(text, &rest);
}

Result<Node> FindEdition(const Snapshot& snapshot, std::string_view name) {
  constexpr std::string_view kLabels[] = {label::Version, label::Document};
  auto found = FindNamed(snapshot, name, kLabels);
  if (!found) return tl::unexpected(found.error());
  auto node = snapshot.GetNode(*found);
  if (!node || node->HasLabel(label::Version)) return node;
  auto latest = LatestVersion(snapshot, *found);
  if (!latest) return tl::unexpected(latest.error());
  if (*latest == 0) return Fail(ErrorCode::kNotFound, fmt::format("'{}' has no edition in the store", name));
  return snapshot.GetNode(*latest);
}

Result<Edition> LoadEdition(const Snapshot& snapshot, std::string_view name) {
  auto node = FindEdition(snapshot, name);
  if (!node) return tl::unexpected(node.error());
  Edition edition;
  edition.node = node->id;
  edition.key = node->key;
  std::unordered_map<NodeId, int32_t> index_of;
  Result<void> problem;
  UnitOptions wanted;
  wanted.version = node->id;
  auto done = ForEachUnit(snapshot, wanted, [&](const TextUnit& unit) {
    auto read = snapshot.GetNode(unit.node);
    if (!read) {
      problem = tl::unexpected(read.error());
      return false;
    }
    // The node of the whole document is no part of it; what hangs on it stands at the top.
    const std::string_view section = read->properties.FindString(property::kind);
    if (unit.kind == UnitKind::kSection && section == "synthetic" && unit.key == edition.key + ":body") {
      return true;
    }
    EditionPart part;
    part.node = unit.node;
    part.key = unit.key;
    part.kind = unit.kind;
    if (const auto above = index_of.find(unit.parent); above != index_of.end()) part.parent = above->second;
    part.number = read->properties.FindString(property::number);
    part.item = !read->properties.FindString(property::curie).empty();
    part.gist = read->properties.FindString(property::heading);
    part.text = unit.text;
    index_of.emplace(unit.node, static_cast<int32_t>(edition.parts.size()));
    edition.parts.push_back(std::move(part));
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  if (!problem) return tl::unexpected(problem.error());
  if (edition.parts.empty()) {
    return Fail(ErrorCode::kNotFound, fmt::format("'{}' has no sections and no measures", edition.key));
  }
  FinishParts(&edition.parts);
  return edition;
}

}  // namespace concord
