package org.hearthgate.web.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** A pipe over the container's non-blocking output: whoever is slow costs a queue, never a thread. */
final class ServletPipe implements EventClient.Pipe, WriteListener {
    private final AsyncContext exchange;
    private final ServletOutputStream out;
    private volatile boolean opened;
    private volatile boolean unready;
    private volatile boolean ended;
    private volatile EventClient client;

    ServletPipe(AsyncContext exchange, ServletOutputStream out) {
        this.exchange = exchange;
        this.out = out;
    }

    /** From now on the container tells this client when it can write. */
    void startFor(EventClient listener) {
        client = listener;
        out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() {
        opened = true; // before this first call the container is still busy with the request itself
        unready = false;
        if (ended) {
            complete();
        } else {
            client.pump();
        }
    }

    @Override
    public void onError(Throwable cause) {
        unready = false;
        if (ended) {
            complete();
        } else {
            client.close();
        }
    }

    @Override
    public boolean ready() {
        if (!opened) {
            return false;
        }
        unready = true; // before asking: the container may call back before the answer is here
        boolean ready = out.isReady();
        if (ready) {
            unready = false;
        }
        return ready;
    }

    @Override
    public void write(byte[] frame) throws IOException {
        out.write(frame);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() {
        ended = true;
        if (!unready) { // a write under way is finished, or given up at the connection's idle timeout, before the
            // exchange ends
            complete();
        }
    }

    private void complete() {
        try {
            exchange.complete();
        } catch (IllegalStateException e) {
            // the container has completed it already: that is what was wanted
        }
    }
}
