#include "ingest/language/stated_metadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/language/english_date.h"

namespace concord {
namespace {

constexpr size_t kHeadBytes = 6000;  // a cover and an enacting formula stand in front of it
constexpr size_t kReasons = 40'000;  // a resolution resolves behind its reasons
constexpr size_t kTailBytes = 2000;  // "Approved August 16, 2022."
constexpr size_t kCoverLines = 12;
constexpr size_t kTitleBytes = 400;  // a longer line is no title

// Lines of forms, letterheads and printed bills that are no titles.
constexpr auto kNoTitleStarts = std::to_array<std::string_view>({"a bill",
                                                                 "an act",
                                                                 "be it ",
                                                                 "in the house",
                                                                 "in the senate",
                                                                 "in the legislature",
                                                                 "memorandum",
                                                                 "introduced",
                                                                 "calendar no",
                                                                 "union calendar",
                                                                 "house calendar",
                                                                 "referred to",
                                                                 "mr.",
                                                                 "ms.",
                                                                 "mrs.",
                                                                 "by ",
                                                                 "section 1",
                                                                 "sec. 1",
                                                                 "article 1",
                                                                 "article i",
                                                                 "chapter 1",
                                                                 "the people of",
                                                                 "whereas",
                                                                 "executive office of",
                                                                 "office of management",
                                                                 "washington",
                                                                 "the director",
                                                                 "the white house",
                                                                 "to the ",
                                                                 "from:",
                                                                 "to:",
                                                                 "date:",
                                                                 "for immediate release",
                                                                 "official journal",
                                                                 "page ",
                                                                 "http",
                                                                 "www.",
                                                                 "state of ",
                                                                 "general assembly of",
                                                                 "legislature of",
                                                                 "the general assembly",
                                                                 "the legislature",
                                                                 "an ordinance",
                                                                 "congress of",
                                                                 "report no",
                                                                 "public law",
                                                                 "one hundred",
                                                                 "table of contents",
                                                                 "contents",
                                                                 "short title",
                                                                 "enacted by",
                                                                 "(a)",
                                                                 "(1)",
                                                                 "1.",
                                                                 "department of",
                                                                 "legislative counsel",
                                                                 "senate bill",
                                                                 "assembly bill",
                                                                 "house bill",
                                                                 "local program",
                                                                 "bill text",
                                                                 "printer's no",
                                                                 "subpart ",
                                                                 "distr.",
                                                                 "original:",
                                                                 "regular session",
                                                                 "first regular",
                                                                 "second regular",
                                                                 "amended in",
                                                                 "as introduced",
                                                                 "enrolled",
                                                                 "united states of america",
                                                                 "begun and held",
                                                                 "now, therefore",
                                                                 "strasbourg,",
                                                                 "brussels,"});

bool IsTitleLine(std::string_view line) {
  if (line.size() < 6 || line.size() > kTitleBytes || line[0] == '[') return false;
  const std::string lower = AsciiLower(line);
  for (const std::string_view start : kNoTitleStarts) {
    if (lower.starts_with(start)) return false;
  }
  if (lower.find(" congress") != std::string::npos && lower.size() < 40) return false;  // "118th Congress"
  if (lower.find(" session") != std::string::npos && lower.size() < 60) return false;   // "1st Session"
  if (line.ends_with('.') && std::ranges::count(line, ' ') > 14) return false;          // running text
  if (line.ends_with(':') || line.ends_with(',') || line.ends_with('-')) return false;
  // "S T A T E   O F": a letterhead in spaced letters.
  size_t words = 0, single = 0;
  for (const std::string_view word : Split(line, ' ')) {
    words += word.empty() ? 0 : 1;
    single += word.size() == 1 ? 1 : 0;
  }
  if (single >= 5 && 2 * single > words) return false;
  // A date, a number, a file name.
  size_t letters = 0, digits = 0;
  for (const char c : line) {
    letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    digits += IsDigit(c);
  }
  if (letters < 5 || digits * 2 > letters) return false;
  return !(FindEnglishDate(line) && line.size() < 30);
}

bool IsFileName(std::string_view title, std::string_view path) {
  const size_t slash = path.rfind('/');
  const std::string name = Slug(slash == std::string_view::npos ? path : path.substr(slash + 1));
  const std::string slug = Slug(title);
  return !slug.empty() && slug.size() >= 4 && name.starts_with(slug) &&
         title.find(' ') == std::string_view::npos;
}

class Reader {
 public:
  Reader(const Document& document, const Facts& facts)
      : document_(document), facts_(facts), text_(document.text), head_(text_.substr(0, kHeadBytes)) {
    for (const Block& block : document.blocks) {
      if (block.span.start > kHeadBytes || lines_.size() == kCoverLines) break;
      if (block.kind == BlockKind::kTableCell || block.kind == BlockKind::kFootnote) continue;
      const std::string_view text = Trim(document.TextOf(block.span).substr(0, 2 * kTitleBytes));
      // A cover that a reader kept as one paragraph still has its lines.
      for (const std::string_view line : Split(text, '\n')) {
        if (!Trim(line).empty() && lines_.size() < kCoverLines) lines_.push_back(Trim(line));
      }
    }
  }

  StatedMetadata Read() {
    StatedMetadata stated;
    stated.title = ShortTitle();
    stated.short_title = !stated.title.empty();
    if (stated.title.empty()) stated.title = Title();
    stated.date = FindDate();
    ReadIssuer(&stated);
    return stated;
  }

 private:
  std::string Title() const {
    if (document_.metadata.title.empty() || !IsTitleLine(document_.metadata.title)) {
      for (size_t i = 0; i < lines_.size(); ++i) {
        const std::string_view line = lines_[i];
        for (const std::string_view label : {"SUBJECT:", "Subject:", "RE:", "Re:", "TITLE:", "Title:"}) {
          if (line.starts_with(label)) return CollapseSpace(Trim(line.substr(label.size())));
        }
        // "AN ACT relating to lamps": the long title, where there is no short one.
        for (const std::string_view act :
             {"an act to ", "an act relating", "an act concerning", "an act regarding", "a resolution ",
              "an ordinance ", "an act respecting", "a local law "}) {
          if (StartsWithIgnoreCase(line, act) && line.size() <= kTitleBytes) return CollapseSpace(line);
        }
      }
      for (const std::string_view line : lines_) {
        if (IsTitleLine(line)) return CollapseSpace(line);
      }
    }
    return {};
  }

  // "This Act may be cited as the 'Fen Drainage Act'.": of a text that enacts, at its beginning.
  std::string ShortTitle() const {
    for (const std::string_view formula :
         {"may be cited as", "shall be known and cited as", "shall be cited as", "may be called the",
          "shall be known as the"}) {
      const size_t at = head_.find(formula);
      if (at == std::string_view::npos) continue;
      // "This title may be cited as" in a divided act names a part of it.
      const std::string before =
          AsciiLower(CollapseSpace(head_.substr(at > 60 ? at - 60 : 0, std::min<size_t>(at, 60))));
      if (before.find("this act") == std::string::npos && before.find("this ") != std::string::npos &&
          before.find("this law") == std::string::npos && before.find("this section") == std::string::npos &&
          before.find("this bill") == std::string::npos && before.find("this chapter") == std::string::npos &&
          before.find("this resolution") == std::string::npos &&
          before.find("this order") == std::string::npos && before.find("these ") == std::string::npos)
        continue;
      std::string_view rest = Trim(text_.substr(at + formula.size(), 300));
      while (rest.starts_with(":") || rest.starts_with(",")) rest = Trim(rest.substr(1));
      if (StartsWithIgnoreCase(rest, "the ")) rest = Trim(rest.substr(4));
      static constexpr auto kQuotes = std::to_array<std::pair<std::string_view, std::string_view>>(
          {{"\xE2\x80\x98\xE2\x80\x98", "\xE2\x80\x99\xE2\x80\x99"},
           {"\xE2\x80\x9C", "\xE2\x80\x9D"},
           {"\xE2\x80\x98", "\xE2\x80\x99"},
           {"``", "''"},
           {"\"", "\""},
           {"'", "'"}});
      std::string_view name;
      for (const auto& [open, close] : kQuotes) {
        if (!rest.starts_with(open)) continue;
        const size_t end = rest.find(close, open.size());
        if (end != std::string_view::npos) name = rest.substr(open.size(), end - open.size());
        break;
      }
      if (name.empty()) name = rest.substr(0, rest.find_first_of(".;\n"));
      name = Trim(name);
      while (!name.empty() && (name.back() == '.' || name.back() == ',')) name.remove_suffix(1);
      constexpr size_t kLeast = 6, kMost = 200;
      if (name.size() < kLeast || name.size() > kMost || name[0] < 'A' || name[0] > 'Z') continue;
      return CollapseSpace(name);
    }
    return {};
  }

  // A date behind one of these words says when the document became one.
  std::optional<Date> FindDate() const {
    const std::string_view tail = text_.substr(text_.size() - std::min(text_.size(), kTailBytes));
    for (const std::string_view label :
         {"Approved", "APPROVED", "Signed", "SIGNED", "Adopted", "ADOPTED", "Done at", "DONE at", "Issued",
          "ISSUED", "Enacted", "Published", "Released"}) {
      for (const std::string_view part : {head_, tail}) {
        const size_t at = part.find(label);
        if (at == std::string_view::npos) continue;
        constexpr size_t kReach = 70;
        std::string_view behind = part.substr(at + label.size(), kReach);
        behind = behind.substr(0, behind.find(". "));
        if (const auto date = FindEnglishDate(behind)) return date;
      }
    }
    // A line that is nothing else, or the dated title of an act.
    for (const std::string_view line : lines_) {
      if (line.size() > kTitleBytes) continue;
      const auto date = FindEnglishDate(line);
      if (!date) continue;
      const std::string lower = AsciiLower(line);
      const bool alone = line.size() < 40 && lower.find("not later") == std::string::npos;
      const bool act = lower.starts_with("regulation (") || lower.starts_with("directive (") ||
                       lower.starts_with("decision (") || lower.starts_with("executive order ") ||
                       lower.starts_with("of ") || lower.starts_with("council ") ||
                       lower.starts_with("commission ");
      if (alone || act) return date;
    }
    return {};
  }

  // ---- who

  void ReadIssuer(StatedMetadata* stated) const {
    const std::string lower = AsciiLower(head_);
    const auto says = [&](std::string_view words, std::string name) {
      const size_t at = lower.find(words);
      if (at == std::string::npos) return false;
      stated->issuer = std::move(name);
      stated->issuer_span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
      stated->issuer_form = "enacted";
      return true;
    };
    for (const std::string_view congress :
         {"house of representatives of the united states", "house of representatives of the\nunited states",
          "in the senate of the united states", "in congress assembled"}) {
      if (says(congress, "United States Congress")) return;
    }
    if (const std::string state = EnactingState(); !state.empty()) {
      constexpr size_t kStateOf = 9;
      const std::string name = AsciiLower(state.substr(kStateOf));
      if (says(name, state)) return;
      const size_t at = AsciiLower(text_.substr(0, kReasons)).find(name);
      if (at == std::string::npos) return;
      stated->issuer = state;
      stated->issuer_span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + name.size())};
      stated->issuer_form = "enacted";
      return;
    }
    if (says("by the authority vested in me as president", "Executive Office of the President")) return;
    for (const std::string_view line : lines_) {
      constexpr size_t kLetterhead = 90;
      if (line.size() > kLetterhead || line.size() < 4) continue;
      const std::string name = CollapseSpace(line);
      const std::string_view agent = facts_.ResolveAgent(name);
      if (agent.empty() || agent.starts_with("role:") || agent.starts_with("country:")) continue;
      const auto start = static_cast<uint32_t>(line.data() - text_.data());
      stated->issuer = name;
      stated->issuer_span = {start, start + static_cast<uint32_t>(line.size())};
      stated->issuer_form = "letterhead";
      return;
    }
  }

  // "The people of the State of California do enact", "Be it enacted by the Legislature of the State of
  // Utah",
  // "... General Assembly of the Commonwealth of Kentucky".
  // Resolutions say "Resolved by the Senate of the State of ..." at the end of their reasons.
  std::string EnactingState() const {
    const std::string_view text = text_.substr(0, kReasons);
    for (const std::string_view stem :
         {"nact", "NACT", "esolved by", "ESOLVED", "esolved that", "esolved, That"}) {
      const std::string_view part = stem.ends_with("act") || stem == "NACT" ? head_ : text;
      int looked = 0;
      constexpr int kMostFormulas = 40;
      for (size_t at = part.find(stem); at != std::string_view::npos && looked < kMostFormulas;
           at = part.find(stem, at + 1), ++looked) {
        if (std::string state = StateNear(part, at); !state.empty()) return state;
      }
    }
    for (const std::string_view formula : {"Governor of the State of ", "Governor of the Commonwealth of ",
                                           "GOVERNOR OF THE STATE OF ", "Governor of "}) {
      const size_t at = head_.find(formula);
      if (at == std::string_view::npos) continue;
      if (std::string state = StateAt(head_.substr(at + formula.size() - 3)); !state.empty()) return state;
    }
    // "STATE OF OHIO", "THE GENERAL ASSEMBLY OF OHIO": a letterhead.
    for (const std::string_view line : lines_) {
      constexpr size_t kLetterhead = 100;
      constexpr int kWords = 10;  // "The State of Ohio has many." is a sentence
      if (line.size() > kLetterhead || line.ends_with('.') || std::ranges::count(line, ' ') > kWords)
        continue;
      const std::string lower = AsciiLower(line.substr(0, 48));
      for (const std::string_view of :
           {"state of ", "commonwealth of ", "legislature of ", "general assembly of "}) {
        const size_t at = lower.find(of);
        if (at == std::string::npos || (at > 0 && !lower.starts_with("the "))) continue;
        if (std::string state = StateAt(line.substr(at + of.size() - 3)); !state.empty()) return state;
      }
    }
    return {};
  }

  std::string StateNear(std::string_view text, size_t at) const {
    constexpr size_t kReach = 160;
    const size_t from = at > kReach ? at - kReach : 0;
    const std::string around = CollapseSpace(text.substr(from, 2 * kReach));
    const std::string lower = AsciiLower(around);
    static constexpr auto kOf = std::to_array<std::string_view>(
        {"state of ", "commonwealth of ", "legislature of ", "general assembly of ",
         "legislative assembly of ", "people of ", "general court of "});
    for (const std::string_view of : kOf) {
      const size_t place = lower.find(of);
      if (place == std::string::npos) continue;
      if (std::string state = StateAt(std::string_view(around).substr(place + of.size() - 3)); !state.empty())
        return state;
    }
    return {};
  }

  // "of Rhode Island": one to three words with capitals that a table or the map of the United States knows.
  std::string StateAt(std::string_view text) const {
    static constexpr auto kStates = std::to_array<std::string_view>(
        {"alabama",     "alaska",       "arizona",        "arkansas",       "california",    "colorado",
         "connecticut", "delaware",     "florida",        "georgia",        "hawaii",        "idaho",
         "illinois",    "indiana",      "iowa",           "kansas",         "kentucky",      "louisiana",
         "maine",       "maryland",     "massachusetts",  "michigan",       "minnesota",     "mississippi",
         "missouri",    "montana",      "nebraska",       "nevada",         "new hampshire", "new jersey",
         "new mexico",  "new york",     "north carolina", "north dakota",   "ohio",          "oklahoma",
         "oregon",      "pennsylvania", "rhode island",   "south carolina", "south dakota",  "tennessee",
         "texas",       "utah",         "vermont",        "virginia",       "washington",    "west virginia",
         "wisconsin",   "wyoming"});
    if (!StartsWithIgnoreCase(text, "of ")) return {};
    text.remove_prefix(3);
    if (StartsWithIgnoreCase(text, "the state of ")) text.remove_prefix(13);
    const std::string lower = AsciiLower(text.substr(0, 24));
    for (const std::string_view state : kStates) {
      if (!lower.starts_with(state)) continue;
      const char behind = lower.size() > state.size() ? lower[state.size()] : ' ';
      if (behind >= 'a' && behind <= 'z') continue;
      std::string name = "State of ";
      bool first = true;
      for (const char c : state) {
        name += first && c != ' ' ? static_cast<char>(c - 'a' + 'A') : c;
        first = c == ' ';
      }
      return name;
    }
    return {};
  }

  const Document& document_;
  const Facts& facts_;
  std::string_view text_, head_;
  std::vector<std::string_view> lines_;
};

bool SameTitle(std::string_view a, std::string_view b) {
  const std::string first = Slug(a, 400), second = Slug(b, 400);
  return first.find(second) != std::string::npos || second.find(first) != std::string::npos;
}

}  // namespace

StatedMetadata ReadStatedMetadata(const Document& document, const Facts& facts) {
  return Reader(document, facts).Read();
}

void ApplyStatedMetadata(const StatedMetadata& stated, const Facts& facts, Document* document) {
  Metadata& metadata = document->metadata;
  const auto conflict = [&](std::string_view field, std::string_view origin, std::string_view said,
                            std::string_view text) {
    document->repairs.push_back(
        {0, fmt::format("{} differs: '{}' ({}), '{}' (the text)", field, said, origin, text)});
  };
  const auto title_origin = metadata.origins.find("title");
  if (!stated.title.empty()) {
    if (title_origin == metadata.origins.end()) {
      const bool weak = metadata.title.empty() || !IsTitleLine(metadata.title) ||
                        IsFileName(metadata.title, document->path);
      if (weak) metadata.title = stated.title;
    } else if (stated.short_title && !SameTitle(stated.title, metadata.title)) {
      conflict("title", title_origin->second, metadata.title, stated.title);
    }
  }
  if (stated.date) {
    const auto origin = metadata.origins.find("date");
    if (!metadata.date) {
      metadata.date = stated.date;
    } else if (origin != metadata.origins.end() && *metadata.date != *stated.date &&
               metadata.date->day != 0 && stated.date->day != 0) {
      conflict("date", origin->second, metadata.date->ToString(), stated.date->ToString());
    }
  }
  const auto issuer_origin = metadata.origins.find("issuer");
  if (!stated.issuer.empty() && issuer_origin != metadata.origins.end()) {
    const std::string_view said = facts.ResolveAgent(metadata.issuer),
                           text = facts.ResolveAgent(stated.issuer);
    if (!said.empty() && !text.empty() && said != text)
      conflict("issuer", issuer_origin->second, metadata.issuer, stated.issuer);
  }
}

}  // namespace concord
