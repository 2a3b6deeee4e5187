package org.hearthgate.nightscout.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hearthgate.api.household.AccessControl;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the {@link NightscoutSite} on the web. An upload gives its thread back while the commit is under way and is answered from another
 * one; if the commit takes longer than the phone would wait, the phone is told to send again, which doubles nothing.
 */
@Component(
        name = NightscoutServlet.PID,
        configurationPid = NightscoutServlet.PID,
        service = {Servlet.class, ClockSite.class})
@Designate(ocd = NightscoutServlet.Config.class)
@HttpWhiteboardServletName("nightscout")
@HttpWhiteboardServletPattern({"/api/*", "/sgv.json", "/status.json", "/pebble"})
@HttpWhiteboardServletAsyncSupported
public final class NightscoutServlet extends HttpServlet implements ClockSite {
    static final String PID = "org.hearthgate.nightscout";

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(NightscoutServlet.class);
    private static final long MEBIBYTE = 1024 * 1024;

    /** Settings of the Nightscout interface; the thresholds colour a follower's screen and wake nobody here. */
    @ObjectClassDefinition(name = "Nightscout interface")
    public @interface Config {
        @AttributeDefinition(
                name = "Unit on followers' screens",
                description = "mg/dl or mmol; the wire always carries mg/dL")
        String units() default "mg/dl";

        @AttributeDefinition(name = "High on followers' screens (mg/dL)")
        int bgHighMgPerDl() default 260;

        @AttributeDefinition(name = "Top of the target (mg/dL)")
        int bgTargetTopMgPerDl() default 180;

        @AttributeDefinition(name = "Bottom of the target (mg/dL)")
        int bgTargetBottomMgPerDl() default 80;

        @AttributeDefinition(name = "Low on followers' screens (mg/dL)")
        int bgLowMgPerDl() default 55;

        @AttributeDefinition(
                name = "Largest body of an upload (MiB)",
                description = "before and after unzipping",
                min = "1",
                max = "64")
        int bodyLimitMebibytes() default 8;

        @AttributeDefinition(
                name = "All uploads in memory together (MiB)",
                description = "at least one largest body",
                max = "1024")
        int bodiesInFlightMebibytes() default 16;

        @AttributeDefinition(
                name = "Longest wait for a commit (s)",
                description = "then the phone is told to send again",
                min = "1",
                max = "300")
        int commitTimeoutSeconds() default 15;
    }

    private final transient NightscoutSite site;
    private final long commitTimeoutMillis;

    /** @throws IllegalArgumentException if a setting is out of range */
    @Activate
    public NightscoutServlet(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AccessControl access,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ObservationSink sink,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ObservationStore store,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) HubClock clock,
            Config config) {
        check(config.units().equals("mg/dl") || config.units().equals("mmol"), "units must be mg/dl or mmol");
        check(
                0 < config.bgLowMgPerDl()
                        && config.bgLowMgPerDl() < config.bgTargetBottomMgPerDl()
                        && config.bgTargetBottomMgPerDl() < config.bgTargetTopMgPerDl()
                        && config.bgTargetTopMgPerDl() < config.bgHighMgPerDl(),
                "the thresholds must ascend from bgLow over bgTargetBottom and bgTargetTop to bgHigh, in mg/dL");
        check(
                config.bodyLimitMebibytes() >= 1 && config.bodyLimitMebibytes() <= 64,
                "bodyLimitMebibytes must be 1 to 64");
        check(
                config.bodiesInFlightMebibytes() >= config.bodyLimitMebibytes()
                        && config.bodiesInFlightMebibytes() <= 1024,
                "bodiesInFlightMebibytes must be bodyLimitMebibytes to 1024");
        check(
                config.commitTimeoutSeconds() >= 1 && config.commitTimeoutSeconds() <= 300,
                "commitTimeoutSeconds must be 1 to 300");
        commitTimeoutMillis = config.commitTimeoutSeconds() * 1000L;
        var upload = new EntryUpload(
                sink,
                clock,
                new UploadBody(config.bodyLimitMebibytes() * MEBIBYTE),
                new BodyBudget(config.bodiesInFlightMebibytes() * MEBIBYTE));
        var status = new StatusDocument(config);
        var listing = new EntryListing(store, clock, status.unitsHint());
        var pebble = new PebbleDocument(store, clock, config.units().equals("mmol"));
        site = new NightscoutSite(new SiteAccess(access), upload, listing, pebble, clock, status);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("configuration " + PID + ": " + otherwise);
        }
    }

    @Override
    public Answer ofClock(SiteRequest request, Optional<PersonId> open) {
        return site.ofClock(request, open);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CompletableFuture<Answer> answer;
        try {
            answer = site.answer(new SiteRequest(
                    request.getMethod(),
                    request.getServletPath()
                            + Optional.ofNullable(request.getPathInfo()).orElse(""),
                    Optional.ofNullable(request.getQueryString()).orElse(""),
                    name -> Optional.ofNullable(request.getHeader(name)),
                    request.getInputStream()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (answer.isDone()) {
            send(answer.join(), response);
        } else {
            sendWhenDone(answer, request.startAsync(request, response));
        }
    }

    private void sendWhenDone(CompletableFuture<Answer> answer, AsyncContext context) {
        var answered = new AtomicBoolean();
        context.setTimeout(commitTimeoutMillis);
        context.addListener(new AsyncListener() {
            @Override
            public void onTimeout(AsyncEvent event) {
                if (answered.compareAndSet(false, true)) {
                    complete(
                            Answer.busy(
                                    10,
                                    "the hub has not confirmed the commit in time; send it again, nothing is doubled"),
                            context);
                }
            }

            @Override
            public void onError(AsyncEvent event) {
                answered.set(true);
            }

            @Override
            public void onComplete(AsyncEvent event) {
                answered.set(true);
            }

            @Override
            public void onStartAsync(AsyncEvent event) {}
        });
        var unused = answer.thenAccept(ready -> context.start(
                () -> { // not here: this is the pipeline's thread
                    if (answered.compareAndSet(false, true)) {
                        complete(ready, context);
                    }
                }));
    }

    private static void complete(Answer answer, AsyncContext context) {
        try {
            send(answer, (HttpServletResponse) context.getResponse());
        } catch (IOException e) {
            LOG.debug("A client went away before its answer", e);
        } finally {
            context.complete();
        }
    }

    private static void send(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        Answer.ALWAYS.forEach(response::setHeader);
        answer.headers().forEach(response::setHeader);
        if (!answer.mediaType().isEmpty()) {
            response.setContentType(answer.mediaType());
            answer.body().writeTo(response.getOutputStream());
        }
    }
}
