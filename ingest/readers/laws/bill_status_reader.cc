// What became of a bill of the United States Congress, as a record: BILLSTATUS files of the Government
// Publishing Office in both schemas (before and from 3.0.0), and the files of GovTrack that came before them.
//
// Both schemas of BILLSTATUS hold lists of <item>; the older wraps some of them once more ("billCommittees").
// GovTrack says in attributes what BILLSTATUS says in elements. A table tells which lists are read, under
// which heading, and what of an item is shown; the rest (codes of committees, addresses, counts) is for
// machines.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/document/document_builder.h"
#include "ingest/readers/laws/uslm_metadata.h"
#include "ingest/readers/pages/html_text.h"
#include "ingest/source/xml_tree.h"

namespace concord {
namespace {

// A part of an item: the text of a child, or the value of an attribute.
struct Field {
  std::string_view name;
  std::string_view before;  // our own text between it and what came before
};
struct List {
  std::string_view name;     // of the element
  std::string_view heading;  // which stands for that name
  std::span<const Field> fields;
};

constexpr Field kTitle[] = {{"title", ""}, {"titleType", " \u2014 "}, {"type", " \u2014 "}, {"as", ", as "}};
constexpr Field kPerson[] = {
    {"fullName", ""}, {"sponsorshipDate", ", "}, {"sponsorshipWithdrawnDate", ", withdrawn "}};
constexpr Field kCommittee[] = {{"name", ""}, {"subcommittee", ", "}, {"chamber", ", "}, {"activity", ": "}};
constexpr Field kReport[] = {{"citation", ""}};
constexpr Field kAction[] = {{"actionDate", ""}, {"datetime", ""}, {"text", ": "}, {"reference", " "}};
constexpr Field kLaw[] = {{"type", ""}, {"number", " "}};
constexpr Field kSubject[] = {{"name", ""}};
constexpr Field kEstimate[] = {{"title", ""}, {"description", ": "}};
constexpr Field kNote[] = {{"text", ""}};
constexpr Field kRelated[] = {{"title", ": "}, {"latestTitle", ": "}, {"relation", " \u2014 "}};
constexpr Field kAmendment[] = {{"purpose", ": "}, {"description", "; "}};

constexpr List kLists[] = {
    {"titles", "Titles", kTitle},
    {"sponsors", "Sponsors", kPerson},
    {"cosponsors", "Cosponsors", kPerson},
    {"laws", "Laws", kLaw},
    {"summaries", "Summaries", {}},
    {"summary", "Summary", {}},
    {"relatedBills", "Related bills", kRelated},
    {"relatedbills", "Related bills", kRelated},
    {"committees", "Committees", kCommittee},
    {"committeeReports", "Committee reports", kReport},
    {"actions", "Actions", kAction},
    {"amendments", "Amendments", kAmendment},
    {"cboCostEstimates", "Cost estimates", kEstimate},
    {"subjects", "Subjects", kSubject},
    {"notes", "Notes", kNote},
    {"constitutionalAuthorityStatementText", "Constitutional authority", {}},
};

// A bill's type as it is displayed before the number.
std::string_view DisplayedType(std::string_view type) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {"hr", "H.R."},        {"s", "S."},           {"hres", "H.Res."},        {"sres", "S.Res."},
      {"hjres", "H.J.Res."}, {"sjres", "S.J.Res."}, {"hconres", "H.Con.Res."}, {"sconres", "S.Con.Res."},
      {"hamdt", "H.Amdt."},  {"samdt", "S.Amdt."},  {"suamdt", "S.Up.Amdt."}};
  for (const auto& [name, displayed] : kTypes) {
    if (type == name) return displayed;
  }
  return {};
}

// GovTrack's "h", "hj" and "hr" are "hr", "hjres" and "hres" elsewhere.
std::string TypeOf(pugi::xml_node bill, bool govtrack) {
  const std::string type =
      AsciiLower(govtrack ? XmlAttribute(bill, "type") : XmlTextBelow(XmlChild(bill, "type")));
  if (!govtrack) return type.empty() ? AsciiLower(XmlTextBelow(XmlChild(bill, "billType"))) : type;
  if (type == "h") return "hr";
  if (type == "hc" || type == "sc") return type.substr(0, 1) + "conres";
  if (type == "hj" || type == "sj") return type + "res";
  return type == "hr" || type == "sr" ? type.substr(0, 1) + "res" : type;
}

// "st" for 101, "th" for 111
std::string_view OrdinalEnding(std::string_view number) {
  const char last = number.back(), before = number.size() > 1 ? number[number.size() - 2] : '0';
  if (before == '1' || last < '1' || last > '3') return "th";
  return last == '1' ? "st" : last == '2' ? "nd" : "rd";
}

// Lists stand in lists: "billCommittees" in "committees". True for what is an item itself.
bool IsItem(pugi::xml_node node) {
  static constexpr std::string_view kItems[] = {
      "item", "summary", "amendment", "committeeReport", "title",  "action", "vote",   "committee",
      "bill", "term",    "calendar",  "topresident",     "signed", "vetoed", "enacted"};
  return std::ranges::find(kItems, LocalName(node)) != std::end(kItems);
}

class BillStatusReader {
 public:
  BillStatusReader(const SourceText& source, pugi::xml_node bill, bool govtrack)
      : source_(source), builder_(source), bill_(bill), govtrack_(govtrack) {}
  Result<Document> Read(pugi::xml_node root);

 private:
  // The text of a node as the file spells it.
  static SpelledText SpelledOf(pugi::xml_node element);
  static SpelledText SpelledOf(pugi::xml_node element, pugi::xml_attribute attribute);
  static void Spell(std::string_view raw, uint64_t at, bool entities, SpelledText* out);

  // `shown` for the name of the element.
  void AppendName(pugi::xml_node element, std::string_view shown);
  bool AppendField(pugi::xml_node item, const Field& field, bool first);
  void AppendBill(pugi::xml_node item);
  void ReadList(pugi::xml_node list, const List& row);
  void ReadItem(pugi::xml_node item, const List& row);
  void ReadActivities(pugi::xml_node committee);
  void ReadSummary(pugi::xml_node summary);
  void ReadMetadata(pugi::xml_node root);

  const SourceText& source_;
  DocumentBuilder builder_;
  pugi::xml_node bill_;
  bool govtrack_;
};

void BillStatusReader::Spell(std::string_view raw, uint64_t at, bool entities, SpelledText* out) {
  const auto put = [&](std::string_view text, uint64_t place, size_t length) {
    out->text += text;
    out->offsets.Add(static_cast<uint32_t>(text.size()), place, static_cast<uint32_t>(length));
  };
  if (!entities) {
    if (!raw.empty()) put(raw, at, raw.size());
    return;
  }
  const auto place = [&](std::string_view bytes) {
    return at + static_cast<uint64_t>(bytes.data() - raw.data());
  };
  DecodeXmlText(
      raw, [&](std::string_view bytes) { put(bytes, place(bytes), bytes.size()); },
      [&](std::string_view bytes, char32_t character) {
        std::string text;
        AppendUtf8(character, &text);
        put(text, place(bytes), bytes.size());
      });
}

SpelledText BillStatusReader::SpelledOf(pugi::xml_node element) {
  SpelledText spelled;
  for (pugi::xml_node node = element.first_child(); node;) {
    if (IsXmlText(node)) Spell(node.value(), OffsetOf(node), node.type() == pugi::node_pcdata, &spelled);
    const pugi::xml_node child = node.first_child();
    node = child ? child : NextOutside(node, element);
  }
  return spelled;
}

SpelledText BillStatusReader::SpelledOf(pugi::xml_node element, pugi::xml_attribute attribute) {
  SpelledText spelled;
  Spell(attribute.value(), OffsetOf(element, attribute), true, &spelled);
  return spelled;
}

void BillStatusReader::AppendName(pugi::xml_node element, std::string_view shown) {
  builder_.AppendFor(shown, OffsetOf(element),
                     static_cast<uint32_t>(std::string_view(element.name()).size()));
}

// False when the item has no such field.
bool BillStatusReader::AppendField(pugi::xml_node item, const Field& field, bool first) {
  bool found = false;
  const auto append = [&](SpelledText spelled) {
    if (Trim(spelled.text).empty()) return;
    if (field.name == "datetime" || field.name == "date" || field.name.ends_with("Date")) {
      const size_t day = std::min(spelled.text.find('T'), spelled.text.size());  // the time is of no use
      spelled.text.resize(day);
      spelled.offsets.Truncate(static_cast<uint32_t>(day));
    }
    if (!first || found) builder_.AppendOwn(field.before);
    AppendSpelled(spelled, &builder_);
    found = true;
  };
  if (const pugi::xml_attribute attribute = item.attribute(std::string(field.name).c_str())) {
    append(SpelledOf(item, attribute));
    return found;
  }
  for (const pugi::xml_node child : item) {
    if (LocalName(child) != field.name) continue;
    // "<reference label="text" ref="CR H1"/>"
    const pugi::xml_attribute reference = child.attribute("ref");
    append(reference ? SpelledOf(child, reference) : SpelledOf(child));
  }
  if (!found && field.name == LocalName(item)) append(SpelledOf(item));
  return found;
}

// "H.R. 1803, 116th Congress": as citations are written.
void BillStatusReader::AppendBill(pugi::xml_node item) {
  const std::string type = TypeOf(item, govtrack_);
  const auto spelled = [&item](std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
      const pugi::xml_attribute attribute = item.attribute(std::string(name).c_str());
      SpelledText text = attribute ? SpelledOf(item, attribute) : SpelledOf(XmlChild(item, name));
      if (!text.text.empty()) return text;
    }
    return SpelledText();
  };
  const SpelledText kind = spelled({"billType", "type"}), congress = spelled({"congress", "session"});
  if (const std::string_view shown = DisplayedType(type); !shown.empty() && !kind.text.empty()) {
    const auto place = kind.offsets.ToSource({0, static_cast<uint32_t>(kind.text.size())});
    builder_.AppendFor(shown, place.start, static_cast<uint32_t>(place.end - place.start));
    builder_.AppendOwn(" ");
  }
  AppendSpelled(spelled({"billNumber", "number"}), &builder_);
  if (congress.text.empty()) return;
  builder_.AppendOwn(", ");
  AppendSpelled(congress, &builder_);
  builder_.AppendOwn(OrdinalEnding(congress.text));
  builder_.AppendOwn(" Congress");
}

// "Referred to 2019-06-28" for each of a committee's activities.
void BillStatusReader::ReadActivities(pugi::xml_node committee) {
  for (const pugi::xml_node activity : XmlChild(committee, "activities")) {
    if (LocalName(activity) != "item") continue;
    builder_.AppendOwn("; ");
    AppendField(activity, {"name", ""}, true);
    AppendField(activity, {"date", " "}, false);
  }
}

void BillStatusReader::ReadSummary(pugi::xml_node summary) {
  builder_.OpenSection(SectionKind::kPart, "", "summary");
  builder_.OpenBlock(BlockKind::kHeading);
  const bool named =
      AppendField(summary, {"actionDesc", ""}, true) || AppendField(summary, {"name", ""}, true);
  AppendField(summary, {"actionDate", ", "}, !named);
  if (const int32_t heading = builder_.CloseBlock(); heading >= 0) {
    builder_.section(builder_.current_section()).heading = builder_.block(heading).span;
  }
  AppendHtmlText(SpelledOf(XmlChild(summary, "text")), source_, BlockKind::kParagraph, &builder_);
  builder_.CloseSection();
}

void BillStatusReader::ReadItem(pugi::xml_node item, const List& row) {
  const std::string_view list = row.name;
  if (list == "summaries") {
    ReadSummary(item);
    return;
  }
  builder_.OpenBlock(BlockKind::kListItem);
  bool first = true;
  if (list == "relatedBills" || list == "relatedbills" || list == "amendments") {
    AppendBill(item);
    first = false;
  }
  for (const Field& field : row.fields) first = !AppendField(item, field, first) && first;
  if (list == "relatedBills") {
    const pugi::xml_node details = XmlChild(XmlChild(item, "relationshipDetails"), "item");
    AppendField(details, {"type", " \u2014 "}, false);
  } else if (list == "amendments") {
    AppendField(XmlChild(item, "latestAction"), {"text", "; "}, false);
  } else if (list == "committees") {
    ReadActivities(item);
  }
  builder_.CloseBlock();
  if (list != "committees") return;
  for (const pugi::xml_node child : XmlChild(item, "subcommittees")) {
    if (LocalName(child) == "item") ReadItem(child, row);
  }
}

void BillStatusReader::ReadList(pugi::xml_node list, const List& row) {
  const bool text = row.fields.empty() && row.name != "summaries";
  const pugi::xml_node first =
      list.find_child([](pugi::xml_node child) { return child.type() == pugi::node_element; });
  if (!first && XmlTextBelow(list).empty()) return;
  builder_.OpenSection(SectionKind::kPart, "", Slug(row.heading));
  builder_.OpenBlock(BlockKind::kHeading);
  AppendName(list, row.heading);
  const int32_t heading = builder_.CloseBlock();
  if (builder_.failed()) return;
  builder_.section(builder_.current_section()).heading = builder_.block(heading).span;
  if (text) AppendHtmlText(SpelledOf(list), source_, BlockKind::kParagraph, &builder_);
  for (pugi::xml_node node = text ? pugi::xml_node() : list.first_child(); node && !builder_.failed();) {
    const bool item = IsItem(node);
    // Counts of actions have elements of their own for each kind.
    const bool counts = LocalName(node).ends_with("Counts");
    if (item) ReadItem(node, row);
    const pugi::xml_node child = item || counts ? pugi::xml_node() : node.first_child();
    node = child ? child : NextOutside(node, list);
  }
  builder_.CloseSection();
}

void BillStatusReader::ReadMetadata(pugi::xml_node root) {
  Metadata& metadata = builder_.document().metadata;
  const auto text = [this](std::string_view name) { return XmlTextBelow(XmlChild(bill_, name)); };
  metadata.type = "bill status";
  metadata.language = "en";
  const std::string type = TypeOf(bill_, govtrack_);
  std::string congress, number, updated, introduced;
  if (govtrack_) {
    congress = XmlAttribute(bill_, "session");
    number = XmlAttribute(bill_, "number");
    updated = XmlAttribute(bill_, "updated");
    introduced = XmlAttribute(XmlChild(bill_, "introduced"), "datetime");
    // As enacted before as introduced, short before official
    for (const pugi::xml_node title : XmlChild(bill_, "titles")) {
      if (LocalName(title) != "title") continue;
      const std::string kind = XmlAttribute(title, "type");
      const bool enacted = XmlAttribute(title, "as") == "enacted";
      if (metadata.title.empty() || (kind == "short" && enacted)) {
        metadata.title = XmlTextBelow(title);
        if (kind == "short" && enacted) break;
      }
    }
    const std::string state = XmlTextBelow(XmlChild(bill_, "state"));
    if (!state.empty()) metadata.other.Set("state", std::string_view(state));
  } else {
    congress = text("congress");
    number = text("number").empty() ? text("billNumber") : text("number");
    updated = text("updateDate");
    introduced = text("introducedDate");
    metadata.title = text("title");
    const pugi::xml_node core = XmlChild(root, "dublinCore");
    metadata.issuer = XmlTextBelow(XmlChild(core, "contributor"));
    metadata.licence = XmlTextBelow(XmlChild(core, "rights"));
    metadata.language = AsciiLower(XmlTextBelow(XmlChild(core, "language")));
    if (const std::string area = XmlTextBelow(XmlDescendant(bill_, "policyArea")); !area.empty()) {
      metadata.other.Set("policy_area", std::string_view(area));
    }
  }
  metadata.date = Date::Parse(std::string_view(introduced).substr(0, 10));
  if (const auto date = Date::Parse(std::string_view(updated).substr(0, 10)))
    metadata.edition = date->ToString();
  if (!congress.empty() && !number.empty() && !type.empty()) {
    metadata.identifiers.emplace("us_bill", fmt::format("{}-{}-{}", congress, type, number));
    // The record is a work of its own beside the bill's text.
    metadata.identifiers.emplace("frbr_work",
                                 fmt::format("/us/bill/{}/{}/{}/status", congress, type, number));
  }
}

Result<Document> BillStatusReader::Read(pugi::xml_node root) {
  ReadMetadata(root);
  builder_.OpenBlock(BlockKind::kParagraph);
  AppendBill(bill_);
  builder_.CloseBlock();
  for (const pugi::xml_node child : bill_) {
    const auto row = std::ranges::find(kLists, LocalName(child), &List::name);
    if (row != std::end(kLists)) ReadList(child, *row);
  }
  return builder_.Finish();
}

}  // namespace

int LooksLikeBillStatus(const Source& source) {
  const std::string tag = XmlRootTag(source);
  const std::string_view name = XmlRootName(tag);
  if (name == "billStatus") return 9;
  return name == "bill" && tag.find("session=") != std::string::npos &&
                 tag.find("type=") != std::string::npos && tag.find("number=") != std::string::npos
             ? 8
             : 0;
}

Result<Document> ReadBillStatus(const Source& source) {
  Result<SourceText> text = SourceText::Open(source);
  if (!text) return tl::unexpected(text.error());
  Result<std::unique_ptr<XmlTree>> tree = XmlTree::Parse(*text);
  if (!tree) return tl::unexpected(tree.error());
  const pugi::xml_node root = (*tree)->root();
  const bool govtrack = LocalName(root) == "bill" && root.attribute("session");
  const pugi::xml_node bill = govtrack ? root : XmlChild(root, "bill");
  if (!bill || (!govtrack && LocalName(root) != "billStatus")) {
    return tl::unexpected(text->ErrorAt(
        ErrorCode::kUnsupported,
        fmt::format("expected <billStatus> with a <bill>, or GovTrack's <bill session=...>, found <{}>",
                    LocalName(root)),
        OffsetOf(root)));
  }
  return BillStatusReader(*text, bill, govtrack).Read(root);
}

}  // namespace concord
