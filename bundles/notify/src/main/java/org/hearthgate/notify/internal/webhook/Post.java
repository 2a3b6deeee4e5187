package org.hearthgate.notify.internal.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.hearthgate.api.notify.ChannelException;

/** Sends one signed message and says what came of it. Follows no redirect and looks at no answer beyond its head. Used by one thread. */
final class Post {
    /** They ask for another try. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private static final int MOST_WORK = 64;
    private static final int MOST_BODY = 16 * 1024;

    private final ExecutorService threads;
    private final HttpClient client;
    private final Signature signature;
    private final Duration timeout;
    private ShortBody body = new ShortBody();

    /** @param name of its thread */
    Post(String name, Signature signature, Duration timeout) {
        this.signature = signature;
        this.timeout = timeout;
        threads = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WORK), task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .executor(threads)
                .build();
    }

    /** @throws ChannelException when it was not taken; tells whether another try may work */
    void send(URI to, String id, Instant at, byte[] message) throws ChannelException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(to)
                .timeout(timeout)
                .header("content-type", "application/json")
                .header("user-agent", "hearthgate")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .header("webhook-signature", signature.of(id, at, message))
                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                .build();
        body.hangUp(); // of before, if it still drips
        body = new ShortBody();
        ShortBody own = body;
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, head -> own);
        try {
            judge(answer.get(timeout.toMillis() + 500, TimeUnit.MILLISECONDS).statusCode());
        } catch (TimeoutException e) {
            throw late(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static void judge(int status) throws ChannelException {
        if (status >= 200 && status < 300) {
            return;
        }
        if (status >= 500 || PASSING.contains(status)) {
            throw ChannelException.passing("the server answered " + status + ", which may pass", null);
        }
        if (status >= 300 && status < 400) {
            throw ChannelException.permanent("the server answered " + status
                    + " and wants it sent elsewhere, which the hub does not do; set the final address as 'url'");
        }
        throw ChannelException.permanent(
                "the server answered " + status + " and does not take it; check 'url' and the receiver's settings");
    }

    private ChannelException late(Exception e) {
        return ChannelException.passing("the server did not answer within " + timeout.toSeconds() + " s", e);
    }

    private ChannelException failure(Throwable cause) {
        if (cause instanceof java.net.http.HttpTimeoutException e) {
            return late(e);
        }
        if (cause instanceof SSLException e) {
            return ChannelException.passing(
                    "no trusted connection to the server; check its certificate and the hub's clock", e);
        }
        if (cause instanceof ConnectException e) {
            return ChannelException.passing("the server cannot be reached; is it on, is the network there?", e);
        }
        return ChannelException.passing(
                "the connection to the server broke (" + cause.getClass().getSimpleName() + ")",
                cause instanceof IOException ? cause : null);
    }

    void close() {
        threads.shutdownNow();
    }

    /** Takes the head for the answer; lets a short body pass, so that the connection can be used again, and hangs up on a long one. */
    private static final class ShortBody implements HttpResponse.BodySubscriber<Void> {
        private final AtomicReference<Flow.Subscription> source = new AtomicReference<>();
        private int octets;

        @Override
        public CompletionStage<Void> getBody() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source.set(subscription);
            subscription.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            octets += item.stream().mapToInt(ByteBuffer::remaining).sum();
            if (octets > MOST_BODY) {
                hangUp();
            } else {
                Flow.Subscription open = source.get();
                if (open != null) {
                    open.request(1);
                }
            }
        }

        @Override
        public void onError(Throwable throwable) {
            source.set(null);
        }

        @Override
        public void onComplete() {
            source.set(null);
        }

        void hangUp() {
            Flow.Subscription open = source.getAndSet(null);
            if (open != null) {
                open.cancel();
            }
        }
    }
}
