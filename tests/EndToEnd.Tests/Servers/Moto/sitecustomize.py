"""Python reads this before moto_server starts: what moto does anew for each request, it does once."""

import functools

try:
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication
    from werkzeug.serving import WSGIRequestHandler
except ImportError:
    pass
else:
    # Which service a host stands for: moto lists its own folder to find out, under a lock that all requests wait for.
    DomainDispatcherApplication.get_backend_for_host = functools.cache(DomainDispatcherApplication.get_backend_for_host)

    # Nobody reads a line for each request.
    WSGIRequestHandler.log_request = lambda *args, **kwargs: None
