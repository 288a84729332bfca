"""Ask a portal's health page and say by the exit code whether it can work.

It asks under the portal's own name, since the portal answers to no other.
"""

import os
import sys
import urllib.error
import urllib.request

if __name__ == "__main__":
    name = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    request = urllib.request.Request(sys.argv[1], headers={"Host": name})
    try:
        urllib.request.urlopen(request, timeout=8).close()
    except (urllib.error.URLError, ConnectionError, TimeoutError) as failure:
        sys.exit(str(failure))
