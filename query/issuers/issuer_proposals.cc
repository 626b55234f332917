#include "query/issuers/issuer_proposals.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/parameter.h"
#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/places/lookup.h"
#include "query/places/walk.h"

namespace concord {
namespace {

// How often such words are the issuer's, by hand: no sample was drawn. They order the proposals of a
// document.
// Letters alone ("GPAI Code") may be anything's.
constexpr double kLetters = 0.5;
constexpr double kTitle = 0.85, kLetterhead = 0.8, kWe = 0.8, kFormula = 0.75;
// Letterheads and opening formulas stand at the head, closing ones at the foot.
constexpr uint64_t kHead = 3000, kFoot = 1000;
constexpr size_t kLetterheadLines = 10, kLongestLetterhead = 120;

constexpr auto kBehind = std::to_array<std::string_view>(
    {"adopted", "adopts", "has adopted", "have adopted", "recommends", "decides", "resolves", "declares",
     "issued", "issues", "published", "publishes", "hereby", "has decided", "having regard"});
constexpr auto kBefore =
    std::to_array<std::string_view>({"adopted by", "issued by", "published by", "prepared by", "released by",
                                     "approved by", "endorsed by", "enacted by"});
constexpr auto kWeWords = std::to_array<std::string_view>({"we, the", "we the"});
constexpr auto kTitleOf = std::to_array<std::string_view>({"of", "by"});

bool IsWordByte(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Without blanks and a leading article, as it stands before a name.
std::string_view WithoutArticle(std::string_view text) {
  text = Trim(text);
  for (const std::string_view article : {"the", "The", "THE"}) {
    if (text == article) return {};
    if (text.ends_with(article) && text.size() > article.size() &&
        text[text.size() - article.size() - 1] == ' ')
      return Trim(text.substr(0, text.size() - article.size()));
  }
  return text;
}

template <size_t N>
bool EndsWithOne(std::string_view text, const std::array<std::string_view, N>& words) {
  const std::string lower = AsciiLower(text.size() > 40 ? text.substr(text.size() - 40) : text);
  return std::ranges::any_of(words, [&](std::string_view word) {
    return lower.ends_with(word) &&
           (lower.size() == word.size() || !IsWordByte(lower[lower.size() - word.size() - 1]));
  });
}

template <size_t N>
bool BeginsWithOne(std::string_view text, const std::array<std::string_view, N>& words) {
  while (!text.empty() && (text.front() == ' ' || text.front() == ',')) text.remove_prefix(1);
  const std::string lower = AsciiLower(text.substr(0, 40));
  return std::ranges::any_of(words, [&](std::string_view word) {
    return lower.starts_with(word) && (lower.size() == word.size() || !IsWordByte(lower[word.size()]));
  });
}

// Words that the names of many bodies share. Of a body that only texts name, a name of these alone ("the
// Senate", "the Secretary") says nothing about which one it is.
bool IsGeneric(std::string_view name) {
  constexpr auto kShared = std::to_array<std::string_view>(
      {"administrator", "agency",          "assembly",     "attorney",     "authority",
       "board",         "chief",           "commission",   "commissioner", "committee",
       "congress",      "council",         "county",       "court",        "department",
       "director",      "general",         "government",   "governor",     "house",
       "legislature",   "minister",        "ministry",     "of",           "office",
       "officer",       "organisation",    "organization", "parliament",   "people",
       "president",     "representatives", "secretary",    "senate",       "state",
       "states",        "technology",      "the",          "union",        "united"});
  for (const std::string_view word : Split(name, ' ')) {
    if (!std::ranges::binary_search(kShared, std::string_view(AsciiLower(word)))) return false;
  }
  return true;
}

// "the Council" is many bodies, also where a table gives it to one.
bool IsSharedName(std::string_view name, std::string_view own) {
  return IsGeneric(name) && (name != own || name.find(' ') == std::string_view::npos);
}

// "Net Fund - State Appropriation" is a line of a table, "Eel-Board" another name.
bool IsDash(std::string_view behind) {
  const std::string_view bare = Trim(behind);
  return behind.front() == '-' || bare.starts_with("- ") || bare.starts_with("\u2013") ||
         bare.starts_with("\u2014");
}

// Whether a title goes on as that of a law about the body: "Eel Board Authorization Act".
bool NamesALaw(std::string_view behind) {
  constexpr auto kLaws =
      std::to_array<std::string_view>({" act", " bill", " law", " amendment", " reauthorization"});
  const std::string lower = AsciiLower(behind);
  return std::ranges::any_of(kLaws, [&](std::string_view law) {
    for (size_t at = lower.find(law); at != std::string::npos; at = lower.find(law, at + 1)) {
      if (at + law.size() == lower.size() || !IsWordByte(lower[at + law.size()])) return true;
    }
    return false;
  });
}

// Whether the words before "of" or "by" say what kind of text it is: "Recommendation of the ...".
bool OpensAsAText(std::string_view before) {
  constexpr size_t kLongest = 80;
  constexpr auto kKinds = std::to_array<std::string_view>(
      {"advisory",        "charter",       "code",        "communique",   "constitution", "decision",
       "declaration",     "documentation", "directive",   "guidance",     "guidelines",   "memorandum",
       "opinion",         "paper",         "plan",        "policy",       "principles",   "recommendation",
       "recommendations", "regulation",    "regulations", "report",       "resolution",   "rules",
       "statement",       "statute",       "strategy",    "communication"});
  before = Trim(before);
  if (before.size() > kLongest) return false;
  const size_t blank = before.rfind(' ');  // of the "of"
  if (blank == std::string_view::npos) return false;
  return EndsWithOne(Trim(before.substr(0, blank)), kKinds);
}

// Whether what was adopted is this text, and not one that it cites in the middle of a sentence.
bool SpeaksOfItself(std::string_view before) {
  constexpr size_t kSubject = 80;
  return before.size() <= kSubject || AsciiLower(before).find("this ") != std::string::npos;
}

std::string UnitOf(std::string_view document) { return fmt::format("issuer/{}", document); }

}  // namespace

Result<IssuerProposals> IssuerProposals::Load(const Snapshot& snapshot) {
  IssuerProposals made(snapshot);
  auto actors = WithLabel(snapshot, label::Actor);
  if (!actors) return tl::unexpected(actors.error());
  for (const NodeId id : *actors) {
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    if (node->key.starts_with("role:") || node->key.starts_with("country:")) continue;
    const std::string_view own = node->properties.FindString(property::name);
    const bool only_named = node->key.starts_with("new:");
    if (only_named && (IsGeneric(own) || own.find(' ') == std::string_view::npos)) continue;
    std::vector<std::string> names = {std::string(node->properties.FindString(property::name)),
                                      std::string(node->properties.FindString(property::acronym))};
    const Value* aliases = node->properties.Find(property::aliases);
    if (aliases != nullptr && aliases->type() == Value::Type::kList) {
      for (const Value& alias : aliases->as_list()) names.push_back(alias.ToString());
    }
    for (std::string& name : names) {
      if (name.size() < 3 || IsSharedName(name, own)) continue;
      size_t end = 0;
      while (end < name.size() && IsWordByte(name[end])) ++end;
      if (end == 0) continue;
      const bool exact = name.find(' ') == std::string::npos;
      std::string first = AsciiLower(std::string_view(name).substr(0, end));
      made.names_[std::move(first)].push_back({std::move(name), id, exact});
    }
  }
  return made;
}

std::vector<IssuerProposals::Found> IssuerProposals::NamesIn(std::string_view text) const {
  std::vector<Found> found;
  for (size_t at = 0; at < text.size();) {
    if (!IsWordByte(text[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < text.size() && IsWordByte(text[end])) ++end;
    const auto known = names_.find(AsciiLower(text.substr(at, end - at)));
    size_t longest = 0;
    if (known != names_.end()) {
      for (const Name& name : known->second) {
        const size_t limit = at + name.text.size();
        if (limit > text.size() || (limit < text.size() && IsWordByte(text[limit]))) continue;
        const std::string_view words = text.substr(at, name.text.size());
        if (name.exact ? words != name.text : !EqualsIgnoreCase(words, name.text)) continue;
        found.push_back({at, limit, &name});
        longest = std::max(longest, name.text.size());
      }
    }
    // A name within a longer one is part of it.
    if (longest > 0) {
      std::erase_if(found,
                    [&](const Found& one) { return one.start == at && one.end - one.start < longest; });
      at += longest;
    } else {
      at = end;
    }
  }
  return found;
}

// Whether the head of the text has the body's whole name. Also true for a work without a text.
Result<bool> IssuerProposals::SpellsOut(NodeId document, NodeId actor) const {
  auto version = LatestVersion(*snapshot_, document);
  if (!version) return tl::unexpected(version.error());
  if (*version == 0) return true;
  auto node = snapshot_->GetNode(actor);
  if (!node) return tl::unexpected(node.error());
  auto size = snapshot_->BlobSize(*version, "text");
  if (!size) return tl::unexpected(size.error());
  auto head = snapshot_->GetBlob(*version, "text", 0, std::min(size->value_or(0), kHead));
  if (!head) return tl::unexpected(head.error());
  return AsciiLower(*head).find(AsciiLower(node->properties.FindString(property::name))) != std::string::npos;
}

Result<std::vector<IssuerProposal>> IssuerProposals::Of(NodeId document) {
  std::vector<IssuerProposal> proposals;
  auto work = snapshot_->GetNode(document);
  if (!work) return tl::unexpected(work.error());
  const std::string title(work->properties.FindString(property::title));
  const auto propose = [&](const Found& found, std::string_view how, double confidence, Evidence evidence) {
    const auto same = std::ranges::find(proposals, found.name->actor, &IssuerProposal::actor);
    if (same == proposals.end()) {
      proposals.push_back({found.name->actor, how, confidence, std::move(evidence)});
    } else if (same->confidence < confidence) {
      *same = {found.name->actor, how, confidence, std::move(evidence)};
    }
  };
  for (const Found& found : NamesIn(title)) {
    const std::string_view before = WithoutArticle(std::string_view(title).substr(0, found.start));
    const std::string_view behind = std::string_view(title).substr(found.end);
    if (behind.empty() ? before.empty() : IsDash(behind) || NamesALaw(behind)) continue;
    if (!before.empty() && !(EndsWithOne(before, kTitleOf) && OpensAsAText(before))) continue;
    Evidence evidence;
    evidence.document = work->key;
    evidence.title = title;
    evidence.source = "title";
    auto spelled = !found.name->exact ? Result<bool>(true) : SpellsOut(document, found.name->actor);
    if (!spelled) return tl::unexpected(spelled.error());
    propose(found, "title", !*spelled ? kLetters : before.empty() ? kTitle : kFormula, std::move(evidence));
  }

  auto version = LatestVersion(*snapshot_, document);
  if (!version) return tl::unexpected(version.error());
  if (*version == 0) return proposals;
  auto version_node = snapshot_->GetNode(*version);
  if (!version_node) return tl::unexpected(version_node.error());
  auto size = snapshot_->BlobSize(*version, "text");
  if (!size) return tl::unexpected(size.error());
  const uint64_t all = size->value_or(0);
  size_t line_number = 0;
  for (const auto& [from, length] :
       {std::pair(uint64_t{0}, kHead), std::pair(std::max(kHead, all - std::min(all, kFoot)), kFoot)}) {
    if (from >= all) break;
    auto text = snapshot_->GetBlob(*version, "text", from, length);
    if (!text) return tl::unexpected(text.error());
    // Lines that the piece cuts are left out.
    for (size_t begin = from == 0 ? 0 : text->find('\n'); begin < text->size();) {
      const size_t end = std::min(text->find('\n', begin), text->size());
      if (end == text->size() && from + end < all) break;
      const std::string_view line = std::string_view(*text).substr(begin, end - begin);
      if (!Trim(line).empty()) ++line_number;
      for (const Found& found : NamesIn(line)) {
        const std::string_view before = WithoutArticle(line.substr(0, found.start));
        const std::string_view behind = Trim(line.substr(found.end));
        std::string_view how;
        double confidence = 0;
        if (from == 0 && before.empty() && behind.empty() && line_number <= kLetterheadLines &&
            line.size() <= kLongestLetterhead) {
          how = "letterhead", confidence = kLetterhead;
        } else if (const size_t we = AsciiLower(before).find("we, the");
                   from == 0 && we != std::string::npos && before.size() - we < 80 &&
                   before.ends_with(" of")) {
          how = "we", confidence = kWe;
        } else if (EndsWithOne(before, kWeWords)) {
          how = "we", confidence = kWe;
        } else if ((EndsWithOne(before, kBefore) && SpeaksOfItself(before)) ||
                   (found.end - found.start > 3 && (before.empty() || before.ends_with('.')) &&
                    BeginsWithOne(behind, kBehind))) {
          how = "formula", confidence = kFormula;
        } else {
          continue;
        }
        Evidence evidence;
        evidence.document = work->key;
        evidence.title = title;
        evidence.version = version_node->key;
        evidence.source = version_node->properties.FindString(property::file);
        evidence.start = from + begin;
        evidence.end = from + end;
        evidence.quote = line;
        evidence.focus = found.start;
        propose(found, how, confidence, std::move(evidence));
      }
      begin = end + 1;
    }
  }
  std::ranges::stable_sort(proposals, std::ranges::greater(), &IssuerProposal::confidence);
  return proposals;
}

Result<GraphBatch> AcceptIssuer(const Snapshot& snapshot, std::string_view document, std::string_view actor,
                                std::string_view by, std::string_view on) {
  if (Trim(by).empty())
    return Fail(ErrorCode::kUsage,
                "give the name of the person who accepts the issuer (" PARAMETER("by") ")");
  constexpr std::string_view kWork[] = {label::Document}, kBody[] = {label::Actor};
  auto work = FindNamed(snapshot, document, kWork);
  if (!work) return tl::unexpected(work.error());
  auto body = FindNamed(snapshot, actor, kBody);
  if (!body) return tl::unexpected(body.error());
  auto work_node = snapshot.GetNode(*work);
  if (!work_node) return tl::unexpected(work_node.error());
  auto body_node = snapshot.GetNode(*body);
  if (!body_node) return tl::unexpected(body_node.error());
  GraphBatch batch;
  batch.unit = UnitOf(work_node->key);
  batch.removed_units = {batch.unit};
  PropertyMap properties = {
      {property::source, "accepted"}, {property::by, Trim(by)}, {property::method, "human"}};
  if (!on.empty()) properties.Set(property::on, on);
  batch.edges.push_back({edge::ISSUED_BY, work_node->key, body_node->key, std::move(properties)});
  return batch;
}

Result<GraphBatch> UndoIssuer(const Snapshot& snapshot, std::string_view document) {
  constexpr std::string_view kWork[] = {label::Document};
  auto work = FindNamed(snapshot, document, kWork);
  if (!work) return tl::unexpected(work.error());
  auto node = snapshot.GetNode(*work);
  if (!node) return tl::unexpected(node.error());
  const std::string unit = UnitOf(node->key);
  auto known = snapshot.FindUnit(unit);
  if (!known) return tl::unexpected(known.error());
  if (!*known) return Fail(ErrorCode::kNotFound, fmt::format("no issuer was accepted for '{}'", node->key));
  GraphBatch batch;
  batch.removed_units = {unit};
  return batch;
}

}  // namespace concord
