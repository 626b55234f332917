#include "ingest/language/stated_metadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/text.h"
#include "ingest/language/body_names.h"
#include "ingest/language/front_matter.h"
#include "ingest/language/stated_date.h"

namespace concord {
namespace {

std::string Place(Span span) { return fmt::format("text:{}-{}", span.start, span.end); }

bool SameTitle(std::string_view a, std::string_view b) {
  const std::string first = Slug(a, 400), second = Slug(b, 400);
  return first.find(second) != std::string::npos || second.find(first) != std::string::npos;
}

// "Note", "Steps": too short for a line that would be a title anywhere, and a title where the format says so.
bool IsShortTitle(std::string_view title) {
  constexpr size_t kShort = 6;
  return title.size() >= 2 && title.size() < kShort && title[0] >= 'A' && title[0] <= 'Z' &&
         std::ranges::all_of(title, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' ||
                  static_cast<unsigned char>(c) >= 0x80;
         });
}

// Americans write the month first.
bool IsAmerican(const StatedIssuer& issuer, const Facts& facts) {
  if (issuer.name.starts_with("State of ")) return true;
  const std::string_view agent = facts.ResolveAgent(issuer.name);
  return !agent.empty() && facts.IsPartOf(agent, "country:US");
}

}  // namespace

StatedMetadata ReadStatedMetadata(const Document& document, const Facts& facts) {
  const DocumentFront front(document);
  StatedMetadata stated;
  stated.title = ReadStatedTitle(front);
  stated.issuer = ReadStatedIssuer(front, facts);
  stated.date = ReadStatedDate(front, IsAmerican(stated.issuer, facts));
  return stated;
}

void ApplyStatedMetadata(const StatedMetadata& stated, const Facts& facts, Document* document) {
  Metadata& metadata = document->metadata;
  const auto conflict = [&](std::string_view field, std::string_view origin, std::string_view said,
                            std::string_view text) {
    document->repairs.push_back(
        {0, fmt::format("{} differs: '{}' ({}), '{}' (the text)", field, said, origin, text)});
  };
  if (!stated.title.title.empty()) {
    const auto origin = metadata.origins.find("title");
    const bool file_name = IsFileName(metadata.title, document->path);
    const bool told = origin != metadata.origins.end() && !file_name;
    // Plain text has no metadata: its title is the first line that looked like one.
    const bool guessed = document->format == "plain_text" &&
                         (stated.title.is_short || SameTitle(stated.title.title, metadata.title) ||
                          IsLetterheadLine(metadata.title));
    const bool short_title = document->format != "plain_text" && IsShortTitle(metadata.title);
    if (!told &&
        (metadata.title.empty() || file_name || guessed || (!IsTitleLine(metadata.title) && !short_title))) {
      metadata.title = stated.title.title;
      metadata.origins.insert_or_assign("title", Place(stated.title.span));
    } else if (told && stated.title.is_short && !SameTitle(stated.title.title, metadata.title)) {
      conflict("title", origin->second, metadata.title, stated.title.title);
    }
  }
  if (stated.date) {
    const auto origin = metadata.origins.find("date");
    if (!metadata.date || (origin != metadata.origins.end() && origin->second == kPageOrigin)) {
      metadata.date = stated.date->date;
      metadata.origins.insert_or_assign("date", Place(stated.date->span));
    } else if (origin != metadata.origins.end() && *metadata.date != stated.date->date &&
               metadata.date->day != 0 && stated.date->date.day != 0) {
      conflict("date", origin->second, metadata.date->ToString(), stated.date->date.ToString());
    }
  }
  const auto issuer_origin = metadata.origins.find("issuer");
  if (!stated.issuer.name.empty() && issuer_origin != metadata.origins.end()) {
    const std::string_view said = facts.ResolveAgent(metadata.issuer),
                           text = facts.ResolveAgent(stated.issuer.name);
    const bool strong = stated.issuer.form == "enacted" || stated.issuer.form == "letterhead" ||
                        stated.issuer.form == "published";
    if (strong && !said.empty() && !text.empty() && said != text && !facts.IsPartOf(text, said) &&
        !facts.IsPartOf(said, text))
      conflict("issuer", issuer_origin->second, metadata.issuer, stated.issuer.name);
  }
}

}  // namespace concord
