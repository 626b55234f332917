// The walk over a file of a LawDialect.
//
// The tree is walked once with a stack of our own. Elements are known by what they are for (LawRole); a
// section is made where the file gives a number or a heading, and for the parts of a document that have a
// role of their own (preamble, annex, speech, quoted text). Everything else only begins and ends paragraphs,
// so that paths are what people cite: "art.14.4.a".
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/document/document_builder.h"
#include "ingest/readers/laws/law_dialect.h"
#include "ingest/readers/laws/law_path.h"

namespace concord {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

bool IsUnit(LawRole role) {
  return role == LawRole::kArticle || role == LawRole::kClause || role == LawRole::kListItem ||
         role == LawRole::kRecital || role == LawRole::kSpeech;
}

SectionKind KindOf(LawRole role) {
  switch (role) {
    case LawRole::kArticle:
      return SectionKind::kArticle;
    case LawRole::kFront:
      return SectionKind::kFront;
    case LawRole::kPreamble:
      return SectionKind::kPreamble;
    case LawRole::kRecital:
      return SectionKind::kRecital;
    case LawRole::kAttachment:
      return SectionKind::kAnnex;
    case LawRole::kClause:
    case LawRole::kListItem:
    case LawRole::kSpeech:
    case LawRole::kQuotedStructure:
      return SectionKind::kClause;
    default:
      return SectionKind::kPart;
  }
}

// Whether there is more than white space, punctuation and quotation marks.
bool HasWords(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with("\u201D") || text.substr(at).starts_with("\u2019")) {
      at += 3;
    } else if (std::string_view(" \t\r\n.,;:)\"'").find(text[at]) != std::string_view::npos) {
      ++at;
    } else {
      return true;
    }
  }
  return false;
}

class LawWalker {
 public:
  // Both are borrowed.
  LawWalker(const LawDialect& dialect, DocumentBuilder* builder) : dialect_(dialect), builder_(*builder) {
    places_.push_back({});
  }

  // All below `top`.
  void Walk(pugi::xml_node top) {
    WalkBelow(top);
    CloseBlock();
  }

  // Passages that are no longer in force and were left out, and references to entities that XML does not
  // have.
  uint64_t deleted() const { return deleted_; }
  size_t first_deleted() const { return first_deleted_; }
  uint64_t unknown_entities() const { return unknown_entities_; }
  size_t first_unknown_entity() const { return first_unknown_entity_; }

 private:
  // An element that is being walked.
  struct Frame {
    pugi::xml_node next;  // child to visit
    LawRole role = LawRole::kTransparent;
    bool section = false;  // has opened one
    size_t taken = 0;      // so many of taken_ are not its own
    bool item = false;     // its blocks are list items
    bool intro = false;
    bool cell = false;
    bool embedded_heading = false;
    int32_t lead = -1;  // opening words for the items among its children
  };

  // A section that is open, for the paths of those below it.
  struct Place {
    LawRole role = LawRole::kTransparent;
    std::string path;       // of the section
    std::string context;    // what paths of articles below it begin with: that of an annex or a quotation
    std::string divisions;  // what paths of divisions below it begin with
    bool quoted = false;
  };

  // ---- walking

  void WalkBelow(pugi::xml_node top) {
    const size_t bottom = frames_.size();
    Push(top, LawRole::kTransparent);
    while (frames_.size() > bottom && !builder_.failed()) {
      Frame& frame = frames_.back();
      const pugi::xml_node node = frame.next;
      if (!node) {
        Leave();
        continue;
      }
      frame.next = node.next_sibling();
      if (IsXmlText(node)) {
        AddText(node);
      } else if (node.type() == pugi::node_element && !WasTaken(node)) {
        Enter(node);
      }
    }
  }

  Frame& Push(pugi::xml_node node, LawRole role) {
    Frame frame;
    frame.next = node.first_child();
    frame.role = role;
    if (!frames_.empty()) {
      const Frame& parent = frames_.back();
      frame.item = parent.item;
      frame.cell = parent.cell;
      frame.intro = parent.intro;
      frame.embedded_heading = parent.embedded_heading;
      if (role == LawRole::kTransparent || role == LawRole::kBlock) frame.lead = parent.lead;
    }
    frames_.push_back(frame);
    return frames_.back();
  }

  void Enter(pugi::xml_node node) {
    const LawElement element = dialect_.element_of(node);
    switch (element.role) {
      case LawRole::kSkipped:
        return;
      case LawRole::kDeleted:
        if (deleted_++ == 0) first_deleted_ = OffsetOf(node);
        return;
      case LawRole::kNote:
        notes_.push_back(node);
        return;
      case LawRole::kBreak:
        if (builder_.in_block()) builder_.AppendOwn(" ");
        return;
      case LawRole::kGlyph:
        AddGlyph(node);
        return;
      case LawRole::kWord:
        if (builder_.in_block()) builder_.AppendOwn(" ");
        Push(node, LawRole::kInline);
        return;
      case LawRole::kInline:
        Push(node, LawRole::kInline);
        return;
      default:
        break;
    }
    CloseBlock();
    if (frames_.back().cell) {  // in a table, structure is only text
      Push(node, LawRole::kBlock);
      return;
    }
    switch (element.role) {
      case LawRole::kDivision:
      case LawRole::kArticle:
      case LawRole::kClause:
      case LawRole::kListItem:
      case LawRole::kDebate:
        EnterUnit(node, element);
        return;
      case LawRole::kFront:
      case LawRole::kPreamble:
      case LawRole::kRecital:
      case LawRole::kAttachment:
      case LawRole::kSpeech:
      case LawRole::kQuotedStructure:
        if (HasLawText(dialect_, node)) OpenSection(node, element, TitleOf(node));
        return;
      case LawRole::kNumber:
      case LawRole::kHeading:
      case LawRole::kSubheading:
        // One that stands where no section could take it: a heading within the text
        Push(node, LawRole::kBlock).embedded_heading = true;
        return;
      default: {
        if (element.role == LawRole::kQuotedText) ++quoted_text_;
        Frame& frame = Push(node, element.role);
        if (element.role == LawRole::kIntro) frame.intro = true;
        if (element.role == LawRole::kTableCell) frame.cell = true;
        if (element.role == LawRole::kWrapUp) frame.item = false;
        return;
      }
    }
  }

  void Leave() {
    const Frame frame = frames_.back();
    if (frame.role == LawRole::kQuotedText) {
      // What follows may only be the full stop: see AddText.
      quote_ended_ = builder_.in_block();
      if (!quote_ended_) CloseBlock();
      --quoted_text_;
    } else if (frame.role != LawRole::kInline) {
      CloseBlock();
    }
    frames_.pop_back();
    if (frame.section) {
      EndNumber();
      places_.pop_back();
      if (taken_.size() > frame.taken) taken_.resize(frame.taken);
      builder_.CloseSection();
    }
    if (frame.item) pending_lead_ = -1;
  }

  // ---- sections

  LawTitle TitleOf(pugi::xml_node node) const {
    if (dialect_.title_of != nullptr) return dialect_.title_of(node);
    LawTitle title;
    for (const pugi::xml_node child : node) {
      if (child.type() != pugi::node_element) continue;
      const LawRole role = dialect_.element_of(child).role;
      if (role == LawRole::kNumber && !title.number && HasLawText(dialect_, child)) title.number = child;
      if (role == LawRole::kHeading && !title.heading && HasLawText(dialect_, child)) title.heading = child;
      if (title.number && title.heading) break;
    }
    return title;
  }

  // Whether a section has taken it as its number or heading; asked once for each node.
  bool WasTaken(pugi::xml_node node) {
    const auto taken = std::ranges::find(taken_, node);
    if (taken == taken_.end()) return false;
    taken_.erase(taken);
    return true;
  }

  // A unit without number and heading is no section: its text belongs to the one around it.
  void EnterUnit(pugi::xml_node node, const LawElement& element) {
    const LawTitle title = TitleOf(node);
    const auto& [number, heading] = title;
    const int32_t lead = frames_.back().lead;
    const bool clause = element.role == LawRole::kClause && number && lead >= 0;
    const bool item = element.role == LawRole::kListItem || clause;
    if (number || heading) {
      OpenSection(node, element, title);
    } else {
      Push(node, item ? LawRole::kListItem : LawRole::kTransparent);
    }
    Frame& frame = frames_.back();
    frame.intro = false;
    if (item) {
      frame.item = true;
      frame.lead = -1;
      pending_lead_ = lead;
    } else if (number) {
      frame.item = false;
    }
  }

  void OpenSection(pugi::xml_node node, const LawElement& element, const LawTitle& title) {
    EndNumber();
    const auto& [number_node, heading_node] = title;
    const std::string number = number_node ? LawText(dialect_, number_node) : std::string();
    Place place = PlaceOf(element, number);
    const uint32_t index = builder_.OpenSection(KindOf(element.role), number, "x");
    if (builder_.failed()) return;
    Section& section = builder_.section(index);
    section.path = place.path;
    section.quoted = place.quoted;
    section.language = XmlAttribute(node, "lang");
    if (section.language == language_) section.language.clear();

    Frame& frame = Push(node, element.role);
    frame.section = true;
    frame.taken = taken_.size();
    for (const pugi::xml_node taken : {number_node, heading_node}) {
      if (taken) taken_.push_back(taken);
    }
    frame.intro = false;
    if (element.role != LawRole::kListItem && element.role != LawRole::kClause) frame.item = false;
    if (number_node || heading_node) {
      builder_.OpenBlock(heading_node ? BlockKind::kHeading : BlockKind::kParagraph);
      if (number_node) {
        AppendInline(number_node);
        builder_.AppendOwn(" ");
        builder_.StartBody();
      }
      if (heading_node) {
        AppendInline(heading_node);
        held_ = {};
        const int32_t heading = builder_.CloseBlock();
        if (heading >= 0) {
          Section& titled = builder_.section(index);
          titled.heading = builder_.block(heading).span;
          if (titled.kind == SectionKind::kArticle &&
              IsDefinitions(node, builder_.document().TextOf(titled.heading))) {
            titled.kind = SectionKind::kDefinition;
          }
        }
      } else {
        number_open_ = true;  // the first paragraph goes on behind the number
      }
    }
    places_.push_back(std::move(place));
    if (!number_open_) FlushNotes();
  }

  static bool IsDefinitions(pugi::xml_node node, std::string_view heading) {
    static constexpr std::string_view kWords[] = {
        "definitions",  "definition",           "interpretation",     "définitions", "definizioni",
        "definiciones", "begriffsbestimmungen", "begriffsbestimmung", "määritelmät", "definitioner"};
    if (XmlAttribute(node, "refersTo").ends_with("ART_DEF")) return true;
    const std::string lower = AsciiLower(heading.substr(0, 40));
    const std::string_view bare = std::string_view(lower).substr(0, lower.find_last_not_of(" .:") + 1);
    for (const std::string_view word : kWords) {
      if (bare == word) return true;
    }
    return false;
  }

  static std::string Join(std::string_view base, std::string_view step) {
    return base.empty() ? std::string(step) : fmt::format("{}.{}", base, step);
  }

  // Where a new section stands in the document's own order: see law_path.h.
  Place PlaceOf(const LawElement& element, const std::string& number) {
    const Place& above = places_.back();
    Place place{element.role, {}, above.context, above.divisions, above.quoted};
    std::string bare = BareNumber(number, element.path);
    const bool numbered = !bare.empty();
    std::string path;
    const auto counted = [this](const std::string& base, std::string_view word) {
      const std::string step = Join(base, word);
      return fmt::format("{}.{}", step, ++counts_[step]);
    };
    switch (element.role) {
      case LawRole::kDivision:
      case LawRole::kDebate:
        path = numbered ? Join(above.divisions, fmt::format("{}.{}", element.path, bare))
                        : counted(above.divisions, element.path);
        place.divisions = path;
        break;
      case LawRole::kClause:
      case LawRole::kListItem:
        // Below an article, its number continues the article's. Elsewhere (in a schedule) it stands by itself
        // whatever divisions are between.
        if (!numbered) {
          path = counted(IsUnit(above.role) ? above.path : above.context, "par");
        } else if (IsUnit(above.role)) {
          path = Join(above.path, bare);
        } else {
          path = Join(above.context, above.context.empty() ? "par." + bare : bare);
          if (paths_.contains(path)) path = Join(above.divisions, bare);
        }
        break;
      case LawRole::kFront:
      case LawRole::kPreamble:
        path = Join(above.context, element.path);
        break;
      case LawRole::kQuotedStructure:
        path = counted(above.path, element.path);
        place.quoted = true;
        break;
      default:  // articles, recitals, attachments, speeches
        path = numbered ? Join(above.context, fmt::format("{}.{}", element.path, bare))
                        : counted(above.context, element.path);
        break;
    }
    // Sections of common-law acts count anew in each division: the second "sec.101" is "div.b.sec.101".
    if (element.role == LawRole::kArticle && numbered && !above.divisions.empty() && paths_.contains(path)) {
      path = Join(above.divisions, fmt::format("{}.{}", element.path, bare));
    }
    if (!paths_.insert(path).second) {
      uint32_t& again = counts_[path + "-"];
      if (again == 0) again = 1;
      std::string other;
      do {
        other = fmt::format("{}-{}", path, ++again);
      } while (!paths_.insert(other).second);
      path = std::move(other);
    }
    if (element.role == LawRole::kAttachment || element.role == LawRole::kQuotedStructure) {
      place.context = place.divisions = path;
    } else if (element.role == LawRole::kDivision || element.role == LawRole::kDebate) {
      place.divisions = path;
    }
    place.path = std::move(path);
    return place;
  }

  // ---- text

  // Appends it to the open block; notes wait until the block ends.
  void AppendInline(pugi::xml_node top) {
    for (pugi::xml_node node = top.first_child(); node;) {
      pugi::xml_node child;
      if (IsXmlText(node)) {
        AppendText(node.value(), OffsetOf(node), node.type() == pugi::node_pcdata);
      } else {
        const LawRole role = dialect_.element_of(node).role;
        if (role == LawRole::kNote) {
          notes_.push_back(node);
        } else if (role == LawRole::kGlyph) {
          AppendGlyph(node);
        } else if (role != LawRole::kDeleted && role != LawRole::kSkipped) {
          if (role != LawRole::kInline) builder_.AppendOwn(" ");
          child = node.first_child();
        }
      }
      node = child ? child : NextOutside(node, top);
    }
  }

  BlockKind KindOfBlock() const {
    const Frame& frame = frames_.back();
    if (in_note_) return BlockKind::kFootnote;
    if (frame.cell) return BlockKind::kTableCell;
    if (frame.embedded_heading) return BlockKind::kHeading;
    if (quoted_text_ > 0) return BlockKind::kQuote;
    return frame.item ? BlockKind::kListItem : BlockKind::kParagraph;
  }

  void AddText(pugi::xml_node node) {
    std::string_view raw = node.value();
    size_t at = OffsetOf(node);
    const bool is_white = raw.find_first_not_of(kSpace) == std::string_view::npos;
    if (quote_ended_ && !is_white) {
      // The punctuation that ends the sentence around a quotation stays with it: a block "." helps nobody.
      const size_t first = raw.find_first_not_of(kSpace);
      const size_t rest = std::min(raw.find_first_not_of(".,;:)", first), raw.size());
      if (rest > first) AppendText(raw.substr(0, rest), at, false);
      quote_ended_ = false;
      CloseBlock();
      raw.remove_prefix(rest);
      at += rest;
      if (raw.find_first_not_of(kSpace) == std::string_view::npos) return;
    }
    if (is_white && !builder_.in_block()) return;
    if (!is_white) BeginText();
    AppendText(raw, at, node.type() == pugi::node_pcdata);
  }

  void AddGlyph(pugi::xml_node node) {
    BeginText();
    AppendGlyph(node);
  }

  // It stands for the element's name, which is what the source has of it.
  void AppendGlyph(pugi::xml_node node) {
    if (!held_.empty()) builder_.Append(held_, held_at_);
    held_ = {};
    builder_.AppendFor(dialect_.glyph_of(node), OffsetOf(node),
                       static_cast<uint32_t>(std::string_view(node.name()).size()));
  }

  void BeginText() {
    if (!builder_.in_block()) {
      builder_.OpenBlock(KindOfBlock());
      EnterBlock();
    } else if (number_open_) {
      number_open_ = false;
      EnterBlock();
    }
  }

  // What the block is has to be known from where its first text stands.
  void EnterBlock() {
    const Frame& frame = frames_.back();
    kind_ = KindOfBlock();
    has_words_ = false;
    intro_ = frame.intro;
    lead_ = -1;
    if (frame.item && !in_note_) {
      lead_ = pending_lead_;
      pending_lead_ = -1;
    }
  }

  // Printers of XML put each inline element on a line of its own, and so a blank before the full stop that
  // follows. White space with a line end is held back until what follows is known.
  void AppendText(std::string_view raw, size_t at, bool entities) {
    const size_t first = raw.find_first_not_of(kSpace);
    if (first == std::string_view::npos) {
      if (held_.empty() && raw.find('\n') != std::string_view::npos) {
        held_ = raw;
        held_at_ = at;
      } else if (held_.empty()) {
        builder_.Append(raw, at);
      }
      return;
    }
    constexpr std::string_view kClosing = ".,;:)";
    const std::string_view before = raw.substr(0, first);
    const bool line_end = before.find('\n') != std::string_view::npos || (before.empty() && !held_.empty());
    if (line_end && kClosing.find(raw[first]) != std::string_view::npos) {
      raw.remove_prefix(first);
      at += first;
    } else if (!held_.empty()) {
      builder_.Append(held_, held_at_);
    }
    held_ = {};
    has_words_ = has_words_ || HasWords(raw);
    const size_t last = raw.find_last_not_of(kSpace) + 1;
    const std::string_view after = raw.substr(last);
    if (after.find('\n') != std::string_view::npos) {
      held_ = after;
      held_at_ = at + last;
      raw = raw.substr(0, last);
    }
    if (!entities || raw.find('&') == std::string_view::npos) {
      builder_.Append(raw, at);
      return;
    }
    const char* begin = raw.data();
    DecodeXmlText(
        raw,
        [&](std::string_view bytes) {
          const auto offset = at + static_cast<size_t>(bytes.data() - begin);
          if (bytes.find('&') != std::string_view::npos && unknown_entities_++ == 0) {
            first_unknown_entity_ = offset + bytes.find('&');
          }
          builder_.Append(bytes, offset);
        },
        [&](std::string_view bytes, char32_t character) {
          std::string text;
          AppendUtf8(character, &text);
          builder_.AppendFor(text, at + static_cast<size_t>(bytes.data() - begin),
                             static_cast<uint32_t>(bytes.size()));
        });
  }

  // A number that no text followed.
  void EndNumber() {
    if (!number_open_) return;
    number_open_ = false;
    builder_.CloseBlock();
    FlushNotes();
  }

  void CloseBlock() {
    quote_ended_ = false;
    if (number_open_) return;  // the paragraph that it waits for has not begun
    held_ = {};
    if (builder_.in_block()) {
      // What is left of a sentence behind a quotation is no paragraph: a full stop, "; and" has words.
      if (!has_words_ && (kind_ == BlockKind::kParagraph || kind_ == BlockKind::kListItem))
        builder_.StartBody();
      const int32_t index = builder_.CloseBlock();
      if (index >= 0) PlaceBlock(index);
    }
    FlushNotes();
  }

  void PlaceBlock(int32_t index) {
    Block& block = builder_.block(index);
    block.kind = kind_;
    block.lead = lead_;
    const bool text = kind_ == BlockKind::kParagraph || kind_ == BlockKind::kListItem;
    if (!text) return;
    // Opening words for the items that follow up to the end of the unit
    const std::string_view words = builder_.document().TextOf(block.span);
    const bool opens = intro_ || words.ends_with(':') || words.ends_with("—") || words.ends_with("–");
    for (size_t i = frames_.size(); i-- > 0;) {
      frames_[i].lead = opens ? index : -1;
      if (frames_[i].section || frames_[i].role == LawRole::kListItem) break;
    }
  }

  // Notes stand behind the paragraph that they hang on. One within a note waits for its end.
  void FlushNotes() {
    if (in_note_ || notes_.empty()) return;
    const BlockKind kind = kind_;
    in_note_ = true;
    // NOLINTNEXTLINE(modernize-loop-convert): a note within a note is put behind it
    for (size_t i = 0; i < notes_.size(); ++i) {
      WalkBelow(notes_[i]);
      CloseBlock();
    }
    notes_.clear();
    in_note_ = false;
    kind_ = kind;
  }

  const LawDialect& dialect_;
  DocumentBuilder& builder_;
  std::string language_ = builder_.document().metadata.language;
  std::vector<Frame> frames_;
  std::vector<Place> places_;
  std::vector<pugi::xml_node> taken_;  // numbers and headings that are still to be passed over
  std::unordered_set<std::string> paths_;
  std::unordered_map<std::string, uint32_t> counts_;

  // The open block
  BlockKind kind_ = BlockKind::kParagraph;
  bool intro_ = false;
  int32_t lead_ = -1;
  bool has_words_ = false;    // more than the marks around words
  bool number_open_ = false;  // it holds a number, and its text has not begun
  bool quote_ended_ = false;  // it is a quotation that has ended
  std::string_view held_;     // white space at its end
  size_t held_at_ = 0;

  int32_t pending_lead_ = -1;  // of the first block of an item
  int quoted_text_ = 0;
  bool in_note_ = false;
  std::vector<pugi::xml_node> notes_;
  uint64_t deleted_ = 0, unknown_entities_ = 0;
  size_t first_deleted_ = 0, first_unknown_entity_ = 0;
};

}  // namespace

bool HasLawText(const LawDialect& dialect, pugi::xml_node top) {
  for (pugi::xml_node node = top.first_child(); node;) {
    const bool text = IsXmlText(node);
    if (text && std::string_view(node.value()).find_first_not_of(kSpace) != std::string_view::npos) {
      return true;
    }
    const LawRole role = text ? LawRole::kInline : dialect.element_of(node).role;
    const bool hidden = role == LawRole::kDeleted || role == LawRole::kSkipped;
    const pugi::xml_node child = hidden ? pugi::xml_node() : node.first_child();
    node = child ? child : NextOutside(node, top);
  }
  return false;
}

std::string LawText(const LawDialect& dialect, pugi::xml_node top) {
  std::string text;
  for (pugi::xml_node node = top.first_child(); node;) {
    pugi::xml_node child;
    if (IsXmlText(node)) {
      text += XmlValue(node);
    } else {
      const LawRole role = dialect.element_of(node).role;
      if (role != LawRole::kInline && role != LawRole::kGlyph) text += ' ';
      if (role == LawRole::kGlyph) text += dialect.glyph_of(node);
      if (role != LawRole::kNote && role != LawRole::kDeleted && role != LawRole::kSkipped) {
        child = node.first_child();
      }
    }
    node = child ? child : NextOutside(node, top);
  }
  return CollapseSpace(text);
}

Result<Document> ReadLaw(const Source& source, const LawDialect& dialect) {
  Result<SourceText> text = SourceText::Open(source);
  if (!text) return tl::unexpected(text.error());
  Result<std::unique_ptr<XmlTree>> tree = XmlTree::Parse(*text);
  if (!tree) return tl::unexpected(tree.error());
  const pugi::xml_node root = (*tree)->root();
  if (!dialect.is_root(root)) {
    return tl::unexpected(text->ErrorAt(
        ErrorCode::kUnsupported, fmt::format("expected {}, found <{}>", dialect.expected, LocalName(root)),
        OffsetOf(root)));
  }
  DocumentBuilder builder(*text);
  builder.document().metadata = dialect.metadata_of(root);
  LawWalker walker(dialect, &builder);
  walker.Walk(root.parent());
  const auto report = [&](size_t offset, std::string message) {
    builder.document().repairs.push_back(
        {text->ErrorAt(ErrorCode::kInvalid, "", offset).line, std::move(message)});
  };
  if (walker.deleted() > 0) {
    report(walker.first_deleted(),
           fmt::format("{} passages marked as deleted (<del>) are left out; the first stands here",
                       walker.deleted()));
  }
  if (walker.unknown_entities() > 0) {
    report(
        walker.first_unknown_entity(),
        fmt::format("{} references to entities that XML does not have stay as written; the first stands here",
                    walker.unknown_entities()));
  }
  return builder.Finish();
}

}  // namespace concord
