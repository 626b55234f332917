#include "ingest/designators/designator_keys.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"

namespace concord {
namespace {

using Scheme = DesignatorScheme;

int ToInt(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// Acts are numbered since the treaties of 1951.
bool CanBeYear(std::string_view digits) {
  const int value = ToInt(digits);
  return digits.size() == 4 && value >= 1951 && value < 2100;
}

// Blanks of any kind away, lower case: "A/RES/78/265", "53 A".
std::string Squeeze(std::string_view text) {
  std::string key = AsciiLower(CollapseSpace(text));
  std::erase(key, ' ');
  return key;
}

std::string Hyphenate(std::string_view text) {
  std::string key = AsciiLower(CollapseSpace(text));
  for (char& c : key) {
    if (c == ' ') c = '-';
  }
  return key;
}

void PutStandard(std::string work, std::string_view edition, Designator* out) {
  out->is_standard = true;
  out->edition = edition;
  out->key = edition.empty() ? std::move(work) : fmt::format("{}@{}", work, edition);
}

// "(a)(1)" -> ".a.1"
std::string Subsections(std::string_view text) {
  std::string path;
  for (const char c : text) {
    if (c == '(')
      path += '.';
    else if (c != ')')
      path += c;
  }
  return AsciiLower(path);
}

void PutCelex(std::string_view number, Designator* out) {
  // Sector, year, descriptor, number: eur-lex.europa.eu/content/tools/eur-lex-celex-infographic-A3.pdf
  const char sector = number[0];
  const std::string_view year = number.substr(1, 4);
  const std::string_view rest = number.substr(5);
  const size_t digit = rest.find_first_of("0123456789");
  const std::string_view descriptor = rest.substr(0, digit);
  const int serial = ToInt(rest.substr(digit));
  const bool act =
      descriptor == "R" || descriptor == "L" || descriptor == "D" || descriptor == "H" || descriptor == "F";
  if ((sector == '3' || sector == '0') && act) {
    out->key = fmt::format("eu:{}/{}", year, serial);
  } else if (sector == '5' && (descriptor == "PC" || descriptor == "DC")) {
    out->key = fmt::format("com:{}/{}", year, serial);
  } else {
    out->key = "celex:" + AsciiLower(number);
  }
}

// "/us/pl/115/18", "/us/usc/t9/s1", "/akn/us/act/2011-11-29/112-61"; "" for works that nobody cites by
// number.
std::string KeyOfWork(std::string_view uri) {
  if (uri.starts_with("/akn/")) uri.remove_prefix(4);
  const std::vector<std::string_view> steps = Split(uri, '/');
  const auto all_digits = [](std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (steps.size() < 4 || !steps[0].empty() || steps[1] != "us") return "";
  if (steps[2] == "pl" && steps.size() == 5 && all_digits(steps[3]) && all_digits(steps[4]))
    return fmt::format("us:pl-{}-{}", steps[3], steps[4]);
  if (steps[2] == "act" && steps.size() == 5) {
    const size_t hyphen = steps[4].find('-');
    if (hyphen != std::string_view::npos && all_digits(steps[4].substr(0, hyphen)) &&
        all_digits(steps[4].substr(hyphen + 1)))
      return fmt::format("us:pl-{}", steps[4]);
  }
  if (steps[2] == "usc" && steps.size() <= 5 && steps[3].starts_with('t') && all_digits(steps[3].substr(1))) {
    if (steps.size() == 4) return fmt::format("us:{}-usc", steps[3].substr(1));
    if (steps[4].starts_with('s')) return fmt::format("us:{}-usc-{}", steps[3].substr(1), steps[4].substr(1));
  }
  return "";
}

}  // namespace

std::string EuActKey(std::string_view first, std::string_view second, bool numbered) {
  const auto key = [](int year, std::string_view number) {
    return fmt::format("eu:{}/{}", year, ToInt(number));
  };
  if (numbered && CanBeYear(second)) return key(ToInt(second), first);
  if (numbered && second.size() == 2) return key(1900 + ToInt(second), first);
  if (CanBeYear(first)) return key(ToInt(first), second);
  if (CanBeYear(second)) return key(ToInt(second), first);
  // "85/374/EEC": acts of the last century had two digits for the year, in directives and decisions first.
  if (first.size() == 2 && ToInt(first) > 50) return key(1900 + ToInt(first), second);
  if (second.size() == 2 && ToInt(second) > 50) return key(1900 + ToInt(second), first);
  return "";
}

void FillKey(DesignatorScheme scheme, int form, std::span<const std::string_view> groups, Designator* out) {
  switch (scheme) {
    case Scheme::kIsoIec: {
      std::string work = "iso-iec:";
      if (groups[2] == "Guide" || groups[2] == "IWA")
        work += AsciiLower(groups[2]) + "-";
      else
        out->deliverable = groups[2];
      work += groups[3];
      if (!groups[4].empty()) work += "-" + std::string(groups[4]);
      PutStandard(std::move(work), groups[5], out);
      break;
    }
    case Scheme::kIsoCommittee: {
      std::string key = Squeeze(out->name);
      if (key.starts_with("iso/iec")) key.erase(0, key.starts_with("iso/iec/") ? 8 : 7);
      out->key = key;
      break;
    }
    case Scheme::kIeee:
      if (!groups[1].empty()) out->deliverable = "P";
      PutStandard("ieee:" + AsciiLower(groups[2]), groups[3], out);
      break;
    case Scheme::kItu:
      PutStandard(fmt::format("itu:{}.{}", AsciiLower(groups[1]), groups[2]),
                  groups[4].empty() ? "" : fmt::format("{}-{}", groups[4], groups[3]), out);
      break;
    case Scheme::kEtsi:
      out->deliverable = groups[1];
      PutStandard("etsi:" + Hyphenate(groups[2]), groups[3].empty() ? "" : "v" + std::string(groups[3]), out);
      break;
    case Scheme::kCen: {
      out->deliverable = std::string(groups[1]) + std::string(groups[2]);
      // An adopted international standard is that standard; the year is the adoption's.
      if (!groups[3].empty())
        PutStandard("iso-iec:" + std::string(groups[4]), "", out);
      else
        PutStandard((groups[2] == "CWA"  ? "cen:cwa-"
                     : groups[2] == "HD" ? "cen:hd-"
                                         : "cen:") +
                        std::string(groups[4]),
                    groups[5], out);
      break;
    }
    case Scheme::kBs:
      out->deliverable = form == 1 ? "PAS" : groups[1].empty() ? "BS" : "BS EN";
      if (form == 1)
        PutStandard("bs:pas-" + std::string(groups[1]), groups[2], out);
      else if (!groups[2].empty())
        PutStandard("iso-iec:" + std::string(groups[3]), "", out);
      else
        PutStandard((groups[1].empty() ? "bs:" : "cen:") + std::string(groups[3]), groups[4], out);
      break;
    case Scheme::kNistSp:
      PutStandard("nist-sp:" + AsciiLower(groups[1]), groups[2].empty() ? "" : "r" + std::string(groups[2]),
                  out);
      break;
    case Scheme::kNistAi:
      out->key = "nist-ai:" + AsciiLower(groups[1]);
      break;
    case Scheme::kNistOther: {
      std::string series = AsciiLower(groups[1].empty() ? groups[2] : groups[1]);
      if (!groups[3].empty() || out->name.starts_with("Fed")) series = "fips";
      if (series.empty()) series = "ir";
      PutStandard(fmt::format("{}{}:{}", series == "fips" ? "" : "nist-", series, AsciiLower(groups[4])),
                  groups[5].empty() ? "" : "r" + std::string(groups[5]), out);
      break;
    }
    case Scheme::kGb:
      if (form == 1) {
        PutStandard("tc260:" + AsciiLower(groups[2]), "", out);
      } else {
        const std::string series = Hyphenate(groups[1]);
        std::string prefix = series.starts_with("gb") ? "gb" : series;
        for (char& c : prefix) {
          if (c == '/') c = '-';
        }
        if (series.size() > 2 && prefix == "gb") out->deliverable = groups[1];
        PutStandard(fmt::format("{}:{}", prefix, groups[2]), groups[3], out);
      }
      break;
    case Scheme::kRfc:
      PutStandard((form == 1 ? "bcp:" : "rfc:") + std::string(groups[1]), "", out);
      break;
    case Scheme::kW3c:
      PutStandard("w3c:" + AsciiLower(groups[1]), "", out);
      break;
    case Scheme::k3gpp:
      out->deliverable = groups[1];
      PutStandard("3gpp:" + std::string(groups[2]), groups[3].empty() ? "" : "v" + std::string(groups[3]),
                  out);
      break;
    case Scheme::kOtherSeries: {
      constexpr std::string_view kSeries[] = {"def-stan", "mil-std", "stanag", "sae",
                                              "ul",       "astm",    "as-nzs", "ansi"};
      PutStandard(fmt::format("{}:{}", kSeries[form], AsciiLower(groups[1])), groups[2], out);
      break;
    }
    case Scheme::kCelex:
      PutCelex(groups[1], out);
      out->edition = groups[2];
      break;
    case Scheme::kEuAct: {
      out->deliverable = groups[1];
      out->key = EuActKey(groups[4], groups[5], !groups[3].empty());
      if (out->key.empty()) out->key = fmt::format("eu:{}-{}", groups[4], groups[5]);
      break;
    }
    case Scheme::kEli:
      if (groups[1] == "C")
        out->key = fmt::format("eu-oj-c:{}/{}", groups[2], ToInt(groups[3]));
      else if (groups[1] == "treaty")
        out->key = fmt::format("eu-treaty:{}/{}", groups[2], ToInt(groups[3]));
      else
        out->key = fmt::format("eu:{}/{}", groups[2], ToInt(groups[3]));
      break;
    case Scheme::kUnSymbol:
      out->key = form == 1 ? fmt::format("un:a/res/{}/{}", groups[1], groups[2]) : "un:" + Squeeze(groups[0]);
      break;
    case Scheme::kUnscResolution:
      out->key = groups[2].empty() ? fmt::format("un:s/res/{}", groups[1])
                                   : fmt::format("un:s/res/{}({})", groups[1], groups[2]);
      break;
    case Scheme::kCoe:
      out->key = fmt::format("cets:{}", ToInt(groups[1]));
      break;
    case Scheme::kOecd:
      out->key = form == 0 ? "oecd:legal/" + std::string(groups[1])
                           : fmt::format("oecd:c({}){}", groups[1], groups[2]);
      break;
    case Scheme::kUnts:
      out->key = fmt::format("unts:{}-{}", groups[1], groups[2]);
      break;
    case Scheme::kUsLaw:
      switch (form) {
        case 0:
          out->key = fmt::format("us:pl-{}-{}", groups[1], groups[2]);
          break;
        case 1:
          out->key = fmt::format("us:{}-{}-{}", groups[1], groups[2][0] == 'U' ? "usc" : "cfr", groups[3]);
          out->locator = Subsections(groups[4]);
          break;
        case 2:
          out->key = "us-eo-" + AsciiLower(groups[1]);
          break;
        case 3:
          out->key =
              fmt::format("us:{}-{}-{}", groups[3], groups[4].starts_with("U") ? "usc" : "cfr", groups[1]);
          out->locator = Subsections(groups[2]);
          break;
        case 4:
          out->key = fmt::format("us:{}-{}", groups[2], groups[3].starts_with("U") ? "usc" : "cfr");
          break;
        case 6:
          out->key = groups[1].empty() ? "new:" + Hyphenate(groups[0]) : "ca:bill-" + AsciiLower(groups[1]);
          break;
        case 7: {
          std::string chamber = AsciiLower(groups[1]);
          std::erase_if(chamber, [](char c) { return c == '.' || c == ' '; });
          out->key = fmt::format("new:{}-{}", chamber, AsciiLower(groups[2]));
          break;
        }
        case 8:
          out->key = fmt::format("us:{}-fr-{}", groups[1], groups[2]);
          break;
        default:
          out->key = fmt::format("us-omb:m-{}-{}", groups[1], groups[2]);
          break;
      }
      if (!out->locator.empty()) out->locator.erase(0, 1);
      break;
    case Scheme::kCom:
      out->key = fmt::format("{}:{}/{}", AsciiLower(groups[1]), groups[2], ToInt(groups[3]));
      break;
    case Scheme::kDoi:
      out->key = "doi:" + AsciiLower(groups[0]);
      break;
    case Scheme::kCount:
      break;
  }
}

std::string KeyOfIdentifier(std::string_view scheme, std::string_view value) {
  const auto scan = [](std::string text, DesignatorScheme wanted) {
    const std::vector<Designator> found = ScanDesignators(text, {.schemes = SetOf(wanted)});
    return found.size() == 1 && found[0].span.size() == text.size() ? found[0].key : std::string();
  };
  if (scheme == "celex") return scan(std::string(value), Scheme::kCelex);
  if (scheme == "eli")
    return scan(value.starts_with("http") || value.starts_with("eli/") ? std::string(value)
                                                                       : "eli/" + std::string(value),
                Scheme::kEli);
  if (scheme == "un_symbol") return "un:" + Squeeze(value);
  if (scheme == "cets") return fmt::format("cets:{}", ToInt(value));
  if (scheme == "oecd_legal") return scan(std::string(value), Scheme::kOecd);
  if (scheme == "nist_ai") return "nist-ai:" + AsciiLower(value);
  if (scheme == "doi") return "doi:" + AsciiLower(value);
  if (scheme == "eo") return "us-eo-" + AsciiLower(value);
  if (scheme == "pl") return "us:pl-" + AsciiLower(value);
  if (scheme == "com") return scan(std::string(value), Scheme::kCom);
  if (scheme == "frbr_work") return KeyOfWork(value);
  if (scheme == "usc" || scheme == "cfr") {
    const size_t hyphen = value.find('-');
    if (hyphen == std::string_view::npos) return "";
    return fmt::format("us:{}-{}-{}", value.substr(0, hyphen), scheme, AsciiLower(value.substr(hyphen + 1)));
  }
  return "";
}

}  // namespace concord
