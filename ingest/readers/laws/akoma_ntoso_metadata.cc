#include "ingest/readers/laws/akoma_ntoso_metadata.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/readers/laws/akoma_ntoso_elements.h"

namespace concord {
namespace {

constexpr LawDialect kDialect{
    .element_of = AknElementOf, .metadata_of = nullptr, .is_root = nullptr, .expected = ""};

// <FRBRnumber value="..."/> and its kin.
std::string FrbrValue(pugi::xml_node frbr, std::string_view name) {
  return XmlAttribute(XmlChild(frbr, name), "value");
}

std::optional<Date> DateOf(pugi::xml_node frbr) {
  for (const pugi::xml_node child : frbr) {
    if (LocalName(child) != "FRBRdate") continue;
    const std::string text = XmlAttribute(child, "date");
    // "2024-06-04+01:00" and "2024-06-04T00:00:00" happen.
    const std::optional<Date> date = Date::Parse(std::string_view(text).substr(0, 10));
    if (date && date->year < 2200) return date;
  }
  return {};
}

// ISO 639-2 as used in FRBRlanguage, in both its forms, to BCP 47. What is not here stays as written.
std::string Bcp47(std::string_view language) {
  static constexpr std::pair<std::string_view, std::string_view> kCodes[] = {
      {"eng", "en"}, {"deu", "de"}, {"ger", "de"}, {"fra", "fr"}, {"fre", "fr"}, {"ita", "it"},
      {"spa", "es"}, {"esl", "es"}, {"por", "pt"}, {"nld", "nl"}, {"dut", "nl"}, {"fin", "fi"},
      {"swe", "sv"}, {"dan", "da"}, {"nor", "no"}, {"nob", "nb"}, {"nno", "nn"}, {"isl", "is"},
      {"ice", "is"}, {"pol", "pl"}, {"ces", "cs"}, {"cze", "cs"}, {"slk", "sk"}, {"slo", "sk"},
      {"slv", "sl"}, {"hrv", "hr"}, {"srp", "sr"}, {"bul", "bg"}, {"ron", "ro"}, {"rum", "ro"},
      {"hun", "hu"}, {"ell", "el"}, {"gre", "el"}, {"est", "et"}, {"lav", "lv"}, {"lit", "lt"},
      {"mlt", "mt"}, {"gle", "ga"}, {"cym", "cy"}, {"wel", "cy"}, {"gla", "gd"}, {"ltz", "lb"},
      {"cat", "ca"}, {"eus", "eu"}, {"glg", "gl"}, {"rus", "ru"}, {"ukr", "uk"}, {"tur", "tr"},
      {"ara", "ar"}, {"heb", "he"}, {"zho", "zh"}, {"chi", "zh"}, {"jpn", "ja"}, {"kor", "ko"},
      {"hin", "hi"}, {"swa", "sw"}};
  const std::string lower = AsciiLower(Trim(language));
  for (const auto& [three, two] : kCodes) {
    if (lower == three) return std::string(two);
  }
  return lower;
}

// "UnitedKingdomParliament" and "united-kingdom_parliament" as words.
std::string WordsOf(std::string_view name) {
  std::string words;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !words.empty() && words.back() >= 'a' && words.back() <= 'z') words += ' ';
    words += c == '-' || c == '_' || c == '.' ? ' ' : c;
  }
  return CollapseSpace(words);
}

// The name that the references give for "#id" (also "~id", and the bare id); "" when they do not.
std::string NameOfReference(pugi::xml_node meta, std::string_view reference) {
  if (reference.empty()) return {};
  if (reference[0] == '#' || reference[0] == '~') reference.remove_prefix(1);
  for (const pugi::xml_node references : meta) {
    if (LocalName(references) != "references") continue;
    for (const pugi::xml_node tlc : references) {
      if (!LocalName(tlc).starts_with("TLC")) continue;
      for (const std::string_view id : {"eId", "id", "wId"}) {
        if (XmlAttribute(tlc, id) == reference) return CollapseSpace(XmlAttribute(tlc, "showAs"));
      }
    }
  }
  return {};
}

std::string IssuerOf(pugi::xml_node meta, pugi::xml_node identification) {
  const pugi::xml_node author = XmlChild(XmlChild(identification, "FRBRWork"), "FRBRauthor");
  const std::string href = XmlAttribute(author, "href");
  if (std::string name = NameOfReference(meta, href); !name.empty()) return name;
  if (href.empty()) return NameOfReference(meta, XmlAttribute(identification, "source"));
  if (href[0] == '#') return {};
  const std::string_view last = std::string_view(href).substr(href.find_last_of("/:#") + 1);
  // "http://www.example.org" names a site, not who issued the text.
  return last.find('.') != std::string_view::npos ? std::string() : WordsOf(last);
}

// A short title is how people call an act; else the title; else the long title.
std::string TitleOf(pugi::xml_node work, pugi::xml_node frbr_work) {
  for (const std::string_view part : {"preface", "coverPage", "preamble"}) {
    const pugi::xml_node top = XmlChild(work, part);
    if (!top) continue;
    for (const std::string_view name : {"docTitle", "shortTitle", "longTitle"}) {
      const pugi::xml_node found = XmlDescendant(top, name);
      if (std::string title = found ? LawText(kDialect, found) : std::string(); !title.empty()) return title;
    }
  }
  for (const pugi::xml_node alias : frbr_work) {
    if (LocalName(alias) != "FRBRalias") continue;
    const std::string name = AsciiLower(XmlAttribute(alias, "name"));
    for (const std::string_view word : {"title", "titre", "titel", "intitule"}) {
      if (name.find(word) != std::string::npos) return CollapseSpace(XmlAttribute(alias, "value"));
    }
  }
  return CollapseSpace(FrbrValue(frbr_work, "FRBRname"));
}

bool IsEli(std::string_view uri) {
  return uri.starts_with("eli/") || uri.find("/eli/") != std::string_view::npos;
}

void SetIdentifiers(pugi::xml_node work, pugi::xml_node expression, Metadata* metadata) {
  auto& identifiers = metadata->identifiers;
  const auto set = [&identifiers](std::string name, std::string value) {
    value = CollapseSpace(value);
    if (!name.empty() && !value.empty()) identifiers.emplace(std::move(name), std::move(value));
  };
  for (const pugi::xml_node alias : work) {
    if (LocalName(alias) != "FRBRalias") continue;
    std::string name = Slug(XmlAttribute(alias, "name"));
    std::ranges::replace(name, '-', '_');
    set(std::move(name), XmlAttribute(alias, "value"));
  }
  std::string uri = FrbrValue(work, "FRBRthis");
  if (uri.empty()) uri = FrbrValue(work, "FRBRuri");
  for (const std::string_view main : {"/!main", "/main"}) {
    if (uri.ends_with(main)) uri.resize(uri.size() - main.size());
  }
  if (IsEli(uri)) set("eli", uri);
  set("frbr_work", uri);
  std::string realized = FrbrValue(expression, "FRBRthis");
  if (realized.empty()) realized = FrbrValue(expression, "FRBRuri");
  set("frbr_expression", realized);
  set("number", FrbrValue(work, "FRBRnumber"));
}

}  // namespace

Metadata ReadAknMetadata(pugi::xml_node root) {
  Metadata metadata;
  pugi::xml_node work;
  for (const pugi::xml_node child : root) {
    if (child.type() == pugi::node_element) {
      work = child;
      break;
    }
  }
  const pugi::xml_node meta = XmlChild(work, "meta");
  const pugi::xml_node identification = XmlChild(meta, "identification");
  const pugi::xml_node frbr_work = XmlChild(identification, "FRBRWork");
  const pugi::xml_node expression = XmlChild(identification, "FRBRExpression");

  SetIdentifiers(frbr_work, expression, &metadata);
  metadata.title = TitleOf(work, frbr_work);
  metadata.issuer = IssuerOf(meta, identification);
  metadata.type = LocalName(work);
  metadata.language = Bcp47(XmlAttribute(XmlChild(expression, "FRBRlanguage"), "language"));
  if (metadata.language.empty()) metadata.language = Bcp47(XmlAttribute(work, "lang"));

  metadata.date = DateOf(frbr_work);
  const std::optional<Date> realized = DateOf(expression);
  if (!metadata.date) metadata.date = realized;
  if (realized && realized != metadata.date) metadata.edition = realized->ToString();

  for (const auto& [name, value] :
       {std::pair<std::string_view, std::string>{"subtype", FrbrValue(frbr_work, "FRBRsubtype")},
        {"country", FrbrValue(frbr_work, "FRBRcountry")},
        {"name", XmlAttribute(work, "name")}}) {
    if (!value.empty()) metadata.other.Set(name, std::string_view(value));
  }
  if (const pugi::xml_node publication = XmlChild(meta, "publication")) {
    const std::string shown = CollapseSpace(XmlAttribute(publication, "showAs"));
    const std::string number = CollapseSpace(XmlAttribute(publication, "number"));
    if (!shown.empty()) metadata.source = number.empty() ? shown : shown + " " + number;
  }
  return metadata;
}

}  // namespace concord
