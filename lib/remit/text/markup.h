#pragma once

#include <string>
#include <string_view>

namespace remit {

/// A text as HTML and XML have it, between tags or in double quotes: `a < "b"` becomes
/// `a &lt; &quot;b&quot;`. What is not UTF-8, and what XML allows nowhere (control characters but
/// tab and line feed), becomes U+FFFD.
std::string markup(std::string_view text);

}  // namespace remit
