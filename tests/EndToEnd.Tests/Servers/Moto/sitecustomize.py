"""Python reads this before moto_server starts: it makes moto faster, and one of its answers S3's."""

import functools
import os
import time

try:
    from moto.sqs.models import SQSBackend
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication
    from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler
except ImportError:
    pass
else:
    # Which service a host stands for: moto lists its own folder to find out, under a lock that all requests wait for.
    DomainDispatcherApplication.get_backend_for_host = functools.cache(DomainDispatcherApplication.get_backend_for_host)

    # Whether a message is too old: moto counts all messages of the queue to find out, for each of them.
    SQSBackend.is_message_valid_based_on_retention_period = lambda backend, queue, message: (
        message.sent_timestamp / 1000 + backend.get_queue(queue).message_retention_period > time.time()
    )

    # Nobody reads a line for each request.
    WSGIRequestHandler.log_request = lambda *args, **kwargs: None

    # S3 names every request. Without that a client cannot tell S3's "not found" from a gateway's, and asks once more.
    respond = WSGIRequestHandler.send_response

    def send_response(self, *args, **kwargs):
        respond(self, *args, **kwargs)
        self.send_header("x-amz-request-id", "0123456789ABCDEF")

    WSGIRequestHandler.send_response = send_response

    # State machines call moto's other services, at the port that the system chose.
    bind = BaseWSGIServer.server_bind

    def server_bind(self):
        bind(self)
        os.environ["MOTO_PORT"] = str(self.server_address[1])

    BaseWSGIServer.server_bind = server_bind

    # They take seconds to load.
    if "FUNCTIONS_URL" in os.environ:
        import state_machines  # noqa: F401
