#include "server/write_access.h"

#include <sys/random.h>

#include <array>
#include <cstdlib>

#include "base/text.h"

namespace concord {
namespace {

constexpr std::string_view kCookie = "concord-session=";
constexpr size_t kMostSessions = 64;

// Takes the same time wherever two texts of one length differ.
bool SameText(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned>(a[i]) ^ static_cast<unsigned>(b.empty() ? '\0' : b[i % b.size()]);
  return difference == 0;
}

}  // namespace

bool WriteAccess::SignIn(std::string_view token, std::string_view reviewer, Session* session) {
  if (!allowed() || !SameText(token, token_)) return false;
  *session = {RandomToken(), RandomToken(), std::string(reviewer)};
  const std::lock_guard lock(mutex_);
  if (sessions_.size() >= kMostSessions) sessions_.erase(sessions_.begin());
  sessions_.emplace(session->id, *session);
  return true;
}

bool WriteAccess::Find(const HttpRequest& request, Session* session) const {
  for (const std::string_view part : Split(request.Header("cookie"), ';')) {
    const std::string_view cookie = Trim(part);
    if (!cookie.starts_with(kCookie)) continue;
    const std::lock_guard lock(mutex_);
    const auto found = sessions_.find(cookie.substr(kCookie.size()));
    if (found == sessions_.end()) continue;
    *session = found->second;
    return true;
  }
  return false;
}

bool WriteAccess::IsFormOf(const HttpRequest& request, const Session& session) {
  const std::string_view site = request.Header("sec-fetch-site");
  if (!site.empty() && site != "same-origin") return false;
  const auto fields = FormFields(request);
  const auto token = fields.find("form-token");
  return token != fields.end() && SameText(token->second, session.form_token);
}

void WriteAccess::SignOut(const Session& session) {
  const std::lock_guard lock(mutex_);
  sessions_.erase(session.id);
}

std::map<std::string, std::string, std::less<>> FormFields(const HttpRequest& request) {
  std::map<std::string, std::string, std::less<>> fields;
  if (!request.Header("content-type").starts_with("application/x-www-form-urlencoded")) return fields;
  const auto parsed = ParseTarget("/?" + request.body);
  if (!parsed) return fields;
  for (const auto& [name, value] : parsed->parameters) fields.emplace(name, value);
  return fields;
}

std::string RandomToken() {
  std::array<unsigned char, 16> bytes{};
  // It fails for no buffer as small as this; a token that can be guessed is worse than none.
  if (getentropy(bytes.data(), bytes.size()) != 0) std::abort();
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string token;
  for (const unsigned char byte : bytes) {
    token += kDigits[byte >> 4U];
    token += kDigits[byte & 15U];
  }
  return token;
}

}  // namespace concord
