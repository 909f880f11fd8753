"""Python reads this before moto_server starts: it makes moto faster, and one of its answers S3's."""

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

    # S3 names every request. Without that a client cannot tell S3's "not found" from a gateway's, and asks once more.
    respond = WSGIRequestHandler.send_response

    def send_response(self, *args, **kwargs):
        respond(self, *args, **kwargs)
        self.send_header("x-amz-request-id", "0123456789ABCDEF")

    WSGIRequestHandler.send_response = send_response
