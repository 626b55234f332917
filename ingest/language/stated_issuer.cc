#include "ingest/language/stated_issuer.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "ingest/language/body_names.h"
#include "ingest/language/own_address.h"
#include "ingest/language/speaking_body.h"
#include "ingest/language/state_names.h"

namespace concord {
namespace {

constexpr size_t kReasons = 40'000;  // a resolution resolves behind its reasons
constexpr size_t kLetterhead = 100;  // bytes of a line that can be one
constexpr size_t kNameBytes = 120;   // of a body that no table knows

class IssuerReader {
 public:
  IssuerReader(const DocumentFront& front, const Facts& facts) : front_(front), facts_(facts) {}

  StatedIssuer Read() const {
    using Step = StatedIssuer (IssuerReader::*)() const;
    for (const Step step :
         {&IssuerReader::Enacted, &IssuerReader::Legislature, &IssuerReader::UnionAct, &IssuerReader::Vested,
          &IssuerReader::Opening, &IssuerReader::IssuesThis, &IssuerReader::Ordained,
          &IssuerReader::Published, &IssuerReader::Made, &IssuerReader::Letterhead, &IssuerReader::Signature,
          &IssuerReader::Copyright, &IssuerReader::Citation, &IssuerReader::Note, &IssuerReader::Amended,
          &IssuerReader::PartOfAct, &IssuerReader::Depositary, &IssuerReader::Address,
          &IssuerReader::Excerpt}) {
      if (StatedIssuer issuer = (this->*step)(); !issuer.name.empty()) return issuer;
    }
    return {};
  }

 private:
  static Span At(const PhrasePlace& place) {
    return {static_cast<uint32_t>(place.at), static_cast<uint32_t>(place.at + place.length)};
  }
  Span InTail(const PhrasePlace& place) const {
    const auto start = static_cast<uint32_t>(front_.text.size() - front_.tail.size() + place.at);
    return {start, start + static_cast<uint32_t>(place.length)};
  }
  StatedIssuer Say(std::string name, Span span, std::string_view form) const {
    // In the spelling that the tables know.
    if (facts_.ResolveAgent(name).empty()) {
      if (const std::string_view agent = Known(name); !agent.empty()) name = NameOf(agent);
    }
    return {std::move(name), span, form};
  }
  std::string NameOf(std::string_view id) const {
    if (const ActorFact* actor = facts_.FindActor(id)) return actor->name;
    const ForumFact* forum = facts_.FindForum(id);
    return forum == nullptr ? std::string() : forum->name;
  }
  // A body of the tables, no role and no country. "U.S." and "&" are spelled in more than one way.
  std::string_view Known(std::string_view name) const {
    std::string_view agent = facts_.ResolveAgent(name);
    if (agent.empty() && (name.starts_with("U.S. ") || name.find(" & ") != std::string_view::npos)) {
      std::string other(name);
      if (other.starts_with("U.S. ")) other.replace(0, 4, "United States");
      if (const size_t at = other.find(" & "); at != std::string::npos) other.replace(at, 3, " and ");
      agent = facts_.ResolveAgent(other);
    }
    if (agent.starts_with("role:") || agent.starts_with("country:")) return {};
    return MeansAnother(name, agent) ? std::string_view() : agent;
  }
  // "On behalf of the Commission": a name that many bodies share means the one of the tables where the text
  // also has that one's own name, or that of a body which it is part of.
  bool MeansAnother(std::string_view name, std::string_view agent) const {
    const ForumFact* forum = facts_.FindForum(agent);
    const NameGate* gate = forum == nullptr ? nullptr : forum->GateOf(name);
    if (gate == nullptr || gate->any.empty() || std::ranges::any_of(gate->any, [](const GateRule& rule) {
          return rule.kind == GateRule::Kind::kCase;
        }))
      return false;
    constexpr int kDeepest = 8;  // no table has more
    for (int depth = 0; forum != nullptr && depth < kDeepest; ++depth) {
      const std::string own = AsciiLower(forum->name);
      if (!EqualsIgnoreCase(own, name) &&
          (FindPhrase(front_.head_lower, own) || FindPhrase(front_.tail_lower, own)))
        return false;
      forum = forum->parent.empty() ? nullptr : facts_.FindForum(forum->parent);
    }
    return true;
  }

  StatedIssuer Enacted() const {
    for (const FrontPhrase& formula : FrontPhrases("enacted")) {
      std::string name = NameOf(formula.value);
      if (name.empty()) continue;
      if (const auto place = FindPhrase(front_.head_lower, formula.words))
        return Say(std::move(name), At(place), "enacted");
    }
    // "ENACTED by the Parliament of Tanzania"
    for (const std::string_view words :
         {"parliament of the republic of ", "parliament of the united republic of ", "parliament of "}) {
      for (auto place = FindPhrase(front_.head_lower, Trim(words)); place;
           place = FindPhrase(front_.head_lower, Trim(words), place.at + place.length)) {
        constexpr size_t kBefore = 40;
        const size_t from = place.at - std::min(place.at, kBefore);
        const std::string_view before = std::string_view(front_.head_lower).substr(from, place.at - from);
        if (before.find("enacted") == std::string_view::npos) continue;
        std::string_view country = Trim(front_.head.substr(place.at + place.length, kNameBytes));
        country = country.substr(0, country.find_first_of(".,;:\n("));
        const std::string_view id = facts_.ResolveAgent(country);
        if (id.starts_with("country:"))
          return Say(NameOf(id), At({place.at, place.length + country.size() + 1}), "enacted");
      }
    }
    for (const FrontPhrase& formula : FrontPhrases("enacted")) {
      if (!formula.words.starts_with("passed")) continue;
      std::string name = NameOf(formula.value);
      if (const auto place = FindPhrase(front_.tail_lower, formula.words);
          place && !name.empty() && Congress())
        return Say(std::move(name), InTail(place), "enacted");
    }
    return {};
  }
  bool Congress() const {
    return std::ranges::any_of(FrontPhrases("act-of-congress"), [&](const FrontPhrase& phrase) {
      return bool(FindPhrase(front_.head_lower, phrase.words));
    });
  }

  StatedIssuer Legislature() const {
    for (const FrontPhrase& formula : FrontPhrases("enacted-by-state")) {
      if (const auto place = FindPhrase(front_.head_lower, formula.words))
        return Say("State of " + formula.value, At(place), "enacted");
    }
    StatePlace state = EnactingState(front_.text.substr(0, kReasons), front_.head, front_.lines);
    if (state.name.empty()) state = SealOfState(front_.text, front_.last_lines);
    if (state.name.empty()) return {};
    return Say("State of " + state.name, state.span, "enacted");
  }

  // The title of an act of the Union: "COMMISSION DECISION", "... OF THE EUROPEAN PARLIAMENT AND OF THE
  // COUNCIL".
  StatedIssuer UnionAct() const {
    constexpr size_t kTitleLines = 8, kTitleBytes = 500;
    for (size_t i = 0; i < front_.lines.size() && i < kTitleLines; ++i) {
      const std::string_view line = front_.lines[i];
      const std::string lower = AsciiLower(line.substr(0, kTitleBytes));
      for (const FrontPhrase& phrase : FrontPhrases("union-act")) {
        const bool parliament = phrase.words.starts_with("of the");
        const bool act = lower.starts_with("regulation (") || lower.starts_with("directive (") ||
                         lower.starts_with("decision (");
        if (parliament ? !act : !lower.starts_with(phrase.words)) continue;
        const auto place = FindPhrase(lower, phrase.words);
        constexpr size_t kFront = 60;  // "Regulation (EU) 2031/417"
        if (!place || place.at > kFront) continue;
        return Say(NameOf(phrase.value), front_.SpanOf(line.substr(place.at, place.length)), "enacted");
      }
    }
    return {};
  }

  StatedIssuer Opening() const {
    const std::string_view name = OpeningBody(front_);
    return name.empty() ? StatedIssuer() : Say(CollapseSpace(name), front_.SpanOf(name), "enacted");
  }
  StatedIssuer Made() const {
    const std::string_view name = MakerOfThis(front_);
    return name.empty() ? StatedIssuer() : Say(CollapseSpace(name), front_.SpanOf(name), "published");
  }
  StatedIssuer Note() const {
    const std::string_view name = BodyOfNote(front_);
    return name.empty() ? StatedIssuer() : Say(CollapseSpace(name), front_.SpanOf(name), "published");
  }

  // "The Harbour Office issues this guidance": the subject, from the beginning of its sentence.
  StatedIssuer IssuesThis() const {
    for (const FrontPhrase& verb : FrontPhrases("issues-this")) {
      const auto place = FindPhrase(front_.head_lower, verb.words);
      if (!place) continue;
      constexpr size_t kBefore = 160;
      const size_t from = place.at - std::min(place.at, kBefore);
      std::string_view subject = front_.head.substr(from, place.at - from);
      for (const std::string_view end : {"\n", ". "}) {
        const size_t at = subject.rfind(end);
        if (at != std::string_view::npos) subject.remove_prefix(at + end.size());
      }
      if (StartsWithIgnoreCase(subject, "the ")) subject.remove_prefix(4);
      subject = Trim(subject.substr(0, std::min(subject.find(" ("), subject.find(" and the "))));
      if (!Known(subject).empty() || IsBodyName(subject))
        return Say(CollapseSpace(subject), front_.SpanOf(subject), "published");
    }
    return {};
  }

  // "By virtue of the authority vested in me as Mayor of the District of Columbia"
  StatedIssuer Vested() const {
    for (const std::string_view words : {"vested in me as", "vested in the"}) {
      const auto place = FindPhrase(front_.head_lower, words);
      if (!place) continue;
      constexpr size_t kBehind = 120;
      const size_t start = place.at + place.length;
      const std::string_view behind = std::string_view(front_.head_lower).substr(start, kBehind);
      for (const std::string_view office : {"mayor of ", "governor of ", "commissioner of "}) {
        const size_t at = behind.find(office);
        if (at == std::string_view::npos) continue;
        std::string_view place_name = ProperName(front_.text.substr(start + at + office.size(), kBehind));
        if (!place_name.empty()) return Say(CollapseSpace(place_name), front_.SpanOf(place_name), "enacted");
      }
    }
    return {};
  }

  // "ordained by the Council of the City of Lamps"
  StatedIssuer Ordained() const {
    for (const std::string_view words :
         {"ordained by the", "ordained and enacted by the", "ordained that the", "enacted by the council of",
          "board of supervisors of the", "resolved by the", "commissioners of", "council of the city"}) {
      const auto place = FindPhrase(front_.head_lower, words);
      if (!place) continue;
      constexpr size_t kBehind = 160;
      const size_t start = place.at;
      const std::string_view behind = std::string_view(front_.head_lower).substr(start, kBehind);
      for (const std::string_view kind :
           {"city and county of ", "city of ", "county of ", "town of ", "village of "}) {
        const size_t at = behind.find(kind);
        if (at == std::string_view::npos) continue;
        const std::string_view name = ProperName(front_.text.substr(start + at + kind.size(), kBehind));
        if (name.empty()) continue;
        const Span span{static_cast<uint32_t>(start + at), front_.SpanOf(name).end};
        return Say(Capitalised(CollapseSpace(front_.text.substr(span.start, span.size()))), span, "enacted");
      }
    }
    return {};
  }
  static std::string Capitalised(std::string name) {
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
  }

  // The words with capitals at the beginning of `text`, at most six: "Santa Lampa" of "Santa Lampa, State
  // of".
  static std::string_view ProperName(std::string_view text) {
    size_t end = 0, words = 0;
    if (StartsWithIgnoreCase(text, "the ")) text.remove_prefix(4);
    constexpr size_t kMostWords = 6;
    for (size_t at = 0; at < text.size() && words < kMostWords;) {
      const size_t stop = std::min(text.find_first_of(" \n,.;:()", at), text.size());
      const std::string_view word = text.substr(at, stop - at);
      const bool capital = !word.empty() && ((word[0] >= 'A' && word[0] <= 'Z') ||
                                             static_cast<unsigned char>(word[0]) >= 0x80);
      if (!capital && !(word == "of" && words > 0)) break;
      if (capital) end = stop;
      ++words;
      if (stop == text.size() || text[stop] != ' ') break;
      at = stop + 1;
    }
    return text.substr(0, end);
  }

  // A body at the beginning of `text`, to the end of the line or of the name.
  std::string_view BodyAt(std::string_view text, bool unknown) const {
    text = text.substr(0, text.find('\n'));
    while (!text.empty() && std::string_view(" :\t").find(text[0]) != std::string_view::npos)
      text.remove_prefix(1);
    if (StartsWithIgnoreCase(text, "the ")) text.remove_prefix(4);
    text = text.substr(0, kNameBytes);
    // Longest first: the whole line, then up to each mark that can end a name.
    std::string_view name = Trim(text);
    while (!name.empty() && std::string_view(".,;").find(name.back()) != std::string_view::npos)
      name.remove_suffix(1);
    for (std::string_view part = name; !part.empty();) {
      if (!Known(part).empty()) return part;
      const size_t mark = part.find_last_of(",.;(|/-");
      if (mark == std::string_view::npos) break;
      part = Trim(part.substr(0, mark));
    }
    // "Technology Programs U.S. Government Publishing Office and ...": a known body within the line.
    for (size_t from = 0; from < name.size() && unknown;) {
      for (size_t to = name.size(); to > from; to = name.rfind(' ', to - 1)) {
        if (to == std::string_view::npos) break;
        const std::string_view part = Trim(name.substr(from, to - from));
        if (part.size() > 6 && !Known(part).empty()) {
          // "Council of the Quay Alliance on 13 May": the Council that the tables know is another one.
          const std::string_view longer =
              from == 0 && part.find(' ') == std::string_view::npos ? BodyNameAt(name) : std::string_view();
          return longer.size() > part.size() ? longer : part;
        }
        if (to == 0) break;
      }
      const size_t next = name.find(' ', from);
      if (next == std::string_view::npos) break;
      from = next + 1;
    }
    return unknown ? BodyNameAt(name) : std::string_view();
  }

  StatedIssuer Published() const {
    for (const FrontPhrase& label : FrontPhrases("published")) {
      for (const bool at_end : {false, true}) {
        const std::string& lower = at_end ? front_.tail_lower : front_.head_lower;
        const std::string_view part = at_end ? front_.tail : front_.head;
        for (PhrasePlace place = FindPhrase(lower, label.words); place;
             place = FindPhrase(lower, label.words, place.at + place.length)) {
          // A label begins its line or has a capital; a verb in running text is about something else.
          const bool begins = place.at == 0 || part[place.at - 1] == '\n';
          const bool capital = part[place.at] >= 'A' && part[place.at] <= 'Z';
          if (!begins && !capital) continue;
          if (label.words == "from:" && !begins) continue;
          const std::string_view behind = part.substr(place.at + place.length);
          std::string_view name = BodyAt(behind, true);
          // "FROM: Jane Sailor", who is known to sign for a body
          const std::string who = AsciiLower(Trim(behind.substr(0, std::min(behind.find('\n'), kNameBytes))));
          for (const FrontPhrase& person : FrontPhrases("signatory")) {
            if (label.words == "from:" && who.starts_with(person.words))
              return Say(NameOf(person.value), front_.SpanOf(behind.substr(0, person.words.size())),
                         "published");
          }
          // "Publisher:" may stand on a line of its own.
          if (name.empty() && Trim(behind.substr(0, behind.find('\n'))).empty()) {
            const size_t start = behind.find_first_not_of(" \n\t");
            if (start != std::string_view::npos) name = BodyAt(behind.substr(start), true);
          }
          // An office, and the body that it belongs to on one of the next lines.
          constexpr int kNextLines = 4;
          size_t line = behind.find('\n');
          for (int n = 0; n < kNextLines && line != std::string_view::npos && Known(name).empty(); ++n) {
            const std::string_view next = BodyAt(behind.substr(line + 1), true);
            if (!next.empty() && !Known(next).empty()) name = next;
            line = behind.find('\n', line + 1);
          }
          if (!name.empty()) return Say(CollapseSpace(name), front_.SpanOf(name), "published");
        }
      }
    }
    return {};
  }

  StatedIssuer Letterhead() const {
    constexpr size_t kLookedAt = 16;
    std::string_view found, id;
    size_t at = 0;
    for (size_t i = 0; i < front_.lines.size() && i < kLookedAt; ++i) {
      const std::string_view line = front_.lines[i];
      if (line.size() > kLetterhead || line.size() < 3) continue;
      const std::string_view body = WholeLine(line);
      if (body.empty()) continue;
      const std::string_view agent = Known(CollapseSpace(body));
      if (found.empty()) {
        found = body, id = agent, at = i;
      } else if (i <= at + 2 && facts_.IsPartOf(agent, id) &&
                 agent != id) {  // an office below its department
        found = body, id = agent, at = i;
      }
    }
    if (!found.empty()) return Say(CollapseSpace(found), front_.SpanOf(found), "letterhead");
    // "The Australian Government's response"
    for (size_t i = 0; i < front_.lines.size() && i < 2; ++i) {
      const std::string lower = AsciiLower(front_.lines[i].substr(0, kLetterhead));
      for (const FrontPhrase& phrase : FrontPhrases("government")) {
        const auto place = FindPhrase(lower, phrase.words);
        if (place)
          return Say(NameOf(phrase.value), front_.SpanOf(front_.lines[i].substr(place.at, place.length)),
                     "letterhead");
      }
    }
    // The law that a state's text is: "NEW YORK LAMP PROTECTION ACT".
    for (size_t i = 0; i < front_.lines.size() && i < kLookedAt; ++i) {
      if (const std::string state = StateOfActTitle(front_.lines[i]); !state.empty())
        return Say("State of " + state, front_.SpanOf(front_.lines[i]), "letterhead");
    }
    // A ministry that no table knows, in the first lines of a cover.
    constexpr size_t kFirstLines = 4;
    for (size_t i = 0; i < front_.lines.size() && i < kFirstLines; ++i) {
      std::string_view line = front_.lines[i];
      if (line == front_.title || line.ends_with('.') || !IsLetterheadLine(line)) continue;
      if (StartsWithIgnoreCase(line, "the ")) line.remove_prefix(4);
      // "Republic of Lampland" stands above the body.
      const bool below = i + 1 < front_.lines.size() && i + 1 < kFirstLines && !IsBodyName(line) &&
                         front_.lines[i + 1] != front_.title && IsLetterheadLine(front_.lines[i + 1]) &&
                         IsBodyName(front_.lines[i + 1]);
      if (below) line = front_.lines[i + 1];
      return Say(CollapseSpace(line), front_.SpanOf(line), "letterhead");
    }
    return {};
  }
  // The body that a line is: all of it, or what stands in front of a mark, behind "U.S." or in front of a
  // note.
  std::string_view WholeLine(std::string_view line) const {
    std::string_view bare = line;
    while (!bare.empty() && std::string_view("*#_[]|.,: ").find(bare[0]) != std::string_view::npos)
      bare.remove_prefix(1);
    while (!bare.empty() && std::string_view("*#_[]|.,:; ").find(bare.back()) != std::string_view::npos)
      bare.remove_suffix(1);
    if (!Known(CollapseSpace(bare)).empty()) return bare;
    if (StartsWithIgnoreCase(bare, "the ")) bare.remove_prefix(4);
    if (!Known(CollapseSpace(bare)).empty()) return bare;
    for (const std::string_view mark : {" | ", " \u2013 ", " \u2014 ", " / ", ", ", " - "}) {
      const size_t at = bare.find(mark);
      if (at == std::string_view::npos) continue;
      const std::string_view first = Trim(bare.substr(0, at)), second = Trim(bare.substr(at + mark.size()));
      // "Office of the Secretary, Department of Lamps": both are bodies, or the line is no letterhead.
      if (!Known(CollapseSpace(first)).empty() &&
          (!Known(CollapseSpace(second)).empty() || IsBodyName(second)))
        return first;
    }
    return {};
  }

  StatedIssuer Signature() const {
    for (const std::string_view line : front_.last_lines) {
      if (line.size() > kLetterhead || line.size() < 3) continue;
      std::string_view bare = line;
      for (const std::string_view word :
           {"for the ", "on behalf of the ", "pour la ", "pour le ", "für die ", "für den "}) {
        if (StartsWithIgnoreCase(bare, word)) bare.remove_prefix(word.size());
      }
      const std::string_view body = WholeLine(bare);
      if (!body.empty()) return Say(CollapseSpace(body), front_.SpanOf(body), "signature");
      if (bare.size() < line.size() && (bare.ends_with(':') || bare.ends_with(','))) bare.remove_suffix(1);
      if (bare.size() < line.size() && IsBodyName(bare))
        return Say(CollapseSpace(bare), front_.SpanOf(bare), "signature");
      const std::string signatory = AsciiLower(CollapseSpace(line));
      for (const FrontPhrase& name : FrontPhrases("signatory")) {
        if (signatory.starts_with(name.words) && signatory.size() <= name.words.size() + 5)
          return Say(NameOf(name.value), front_.SpanOf(line), "signature");
      }
      // "Ministry of Lamps of the Republic of": a list of signing ministries
      if (IsBodyName(line) && line.size() > 12 &&
          (StartsWithIgnoreCase(line, "ministry of") || StartsWithIgnoreCase(line, "state administration")))
        return Say(CollapseSpace(line), front_.SpanOf(line), "signature");
    }
    return {};
  }

  StatedIssuer Copyright() const {
    for (const bool at_end : {false, true}) {
      const std::string& lower = at_end ? front_.tail_lower : front_.head_lower;
      const std::string_view part = at_end ? front_.tail : front_.head;
      for (const FrontPhrase& sign : FrontPhrases("copyright")) {
        for (size_t at = lower.find(sign.words); at != std::string::npos;
             at = lower.find(sign.words, at + 1)) {
          std::string_view behind = part.substr(at + sign.words.size(), kNameBytes);
          // Years, "by", another sign
          for (bool more = true; more;) {
            more = false;
            while (!behind.empty() && std::string_view(" ,.-\t").find(behind[0]) != std::string_view::npos)
              behind.remove_prefix(1);
            while (!behind.empty() && IsDigit(behind[0])) behind.remove_prefix(1), more = true;
            for (const std::string_view skip : {"(c)", "(C)", "©", "\u2013", "by ", "copyright "}) {
              if (StartsWithIgnoreCase(behind, skip)) behind.remove_prefix(skip.size()), more = true;
            }
          }
          const std::string_view name = BodyAt(behind, true);
          if (!name.empty()) return Say(CollapseSpace(name), front_.SpanOf(name), "copyright");
        }
      }
    }
    return {};
  }

  // "Suggested citation: Harbour Institute (2031), Lamps": the author, where it is a body.
  StatedIssuer Citation() const {
    for (const bool at_end : {false, true}) {
      const std::string& lower = at_end ? front_.tail_lower : front_.head_lower;
      const std::string_view part = at_end ? front_.tail : front_.head;
      for (const FrontPhrase& label : FrontPhrases("citation-line")) {
        const auto place = FindPhrase(lower, label.words);
        if (!place) continue;
        std::string_view behind = part.substr(place.at + place.length, 2 * kNameBytes);
        const size_t begin = behind.find_first_not_of(" :\n\t");
        if (begin == std::string_view::npos) continue;
        const std::string_view name = BodyAt(behind.substr(begin), true);
        if (!name.empty()) return Say(CollapseSpace(name), front_.SpanOf(name), "citation");
      }
    }
    return {};
  }

  StatedIssuer Amended() const {
    const bool amends = std::ranges::any_of(FrontPhrases("amends"), [&](const FrontPhrase& phrase) {
      return bool(FindPhrase(front_.head_lower, phrase.words));
    });
    if (!amends) return {};
    for (const FrontPhrase& law : FrontPhrases("act-of-congress")) {
      for (auto place = FindPhrase(front_.head_lower, law.words); place;
           place = FindPhrase(front_.head_lower, law.words, place.at + place.length)) {
        // "(6 U.S.C. 391) is amended", "title 10, United States Code, is amended"
        constexpr size_t kBehind = 90;
        const std::string_view behind =
            std::string_view(front_.head_lower).substr(place.at + place.length, kBehind);
        const bool here = std::ranges::any_of(FrontPhrases("amends"), [&](const FrontPhrase& phrase) {
          return bool(FindPhrase(behind.substr(0, behind.find(". ")), phrase.words));
        });
        if (here) return Say(NameOf("us-congress"), At(place), "amended");
      }
    }
    StatePlace state = StateOfLaw(front_.head, front_.head_lower);
    if (state.name.empty()) {
      state = StateOfLaw(front_.tail, front_.tail_lower);
      const auto shift = static_cast<uint32_t>(front_.text.size() - front_.tail.size());
      state.span = {state.span.start + shift, state.span.end + shift};
    }
    if (state.name.empty()) return {};
    return Say("State of " + state.name, state.span, "amended");
  }

  StatedIssuer PartOfAct() const {
    PhrasePlace enactment, committee;
    for (const FrontPhrase& phrase : FrontPhrases("enactment")) {
      enactment = FindPhrase(front_.head_lower, phrase.words);
      if (enactment) break;
    }
    const bool house = bool(FindPhrase(front_.head_lower, "of the house of representatives")) &&
                       bool(FindPhrase(front_.head_lower, "of the senate"));
    for (const FrontPhrase& phrase : FrontPhrases("reports-to-congress")) {
      committee = FindPhrase(front_.head_lower, phrase.words);
      if (committee && phrase.words == "committee on" && !house) committee = {};
      if (committee) break;
    }
    if (!committee || (!enactment && !Congress())) return {};
    return Say(NameOf("us-congress"), At(committee), "enactment");
  }

  // A treaty that is deposited with the head of an organisation
  StatedIssuer Depositary() const {
    constexpr size_t kLast = 30'000;
    const size_t from = front_.text.size() - std::min(front_.text.size(), kLast);
    const std::string lower = AsciiLower(front_.text.substr(from));
    const bool ratified =
        lower.find("ratification") != std::string::npos || lower.find("accession") != std::string::npos;
    for (const FrontPhrase& phrase : FrontPhrases("depositary")) {
      if (!ratified) break;
      const PhrasePlace place = FindPhrase(lower, phrase.words);
      if (place) return Say(NameOf(phrase.value), At({from + place.at, place.length}), "depositary");
    }
    return {};
  }

  // E-mail addresses at the beginning and the end that are all of one body
  StatedIssuer Address() const {
    StatedIssuer found;
    for (const std::string_view part : {front_.head, front_.tail}) {
      for (const std::string_view host : MailHosts(part)) {
        std::string name;
        if (const std::string state = StateOfHost(host); !state.empty()) {
          name = "State of " + state;
        } else {
          std::string label(OwnerLabel(host));
          for (char& c : label) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
          name = NameOf(Known(label));
        }
        if (name.empty()) continue;
        if (!found.name.empty() && found.name != name) return {};
        found = Say(std::move(name), front_.SpanOf(host), "address");
      }
    }
    return found;
  }

  // Sections of an act without its formula, in which one state alone is named
  StatedIssuer Excerpt() const {
    if (front_.lines.empty() ||
        !StartsWithFrontPhrase(AsciiLower(front_.lines[0].substr(0, 40)), "excerpt-opening"))
      return {};
    const std::string_view part = front_.text.substr(0, kReasons);
    const std::string lower = AsciiLower(part);
    const bool federal = std::ranges::any_of(FrontPhrases("federal"), [&](const FrontPhrase& phrase) {
      return bool(FindPhrase(lower, phrase.words));
    });
    if (federal) return {};
    const StatePlace state = OnlyState(part);
    return state.name.empty() ? StatedIssuer() : Say("State of " + state.name, state.span, "excerpt");
  }

  const DocumentFront& front_;
  const Facts& facts_;
};

}  // namespace

StatedIssuer ReadStatedIssuer(const DocumentFront& front, const Facts& facts) {
  return IssuerReader(front, facts).Read();
}

}  // namespace concord
