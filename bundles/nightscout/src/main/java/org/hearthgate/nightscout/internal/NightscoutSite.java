package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every request to the Nightscout interface: first who asks, then what. Whoever is not known hears the same to every question.
 */
final class NightscoutSite implements ClockSite {
    private static final Logger LOG = LoggerFactory.getLogger(NightscoutSite.class);
    private static final String ALLOWED = "GET, HEAD, POST, OPTIONS";
    /** Parts of Nightscout that clients know and this hub does not have yet. */
    private static final Set<String> NOT_YET = Set.of(
            "treatments",
            "devicestatus",
            "profile",
            "profiles",
            "activity",
            "food",
            "notifications",
            "slice",
            "times",
            "count");

    private final SiteAccess access;
    private final EntryUpload upload;
    private final EntryListing listing;
    private final PebbleDocument pebble;
    private final HubClock clock;
    private final StatusDocument status;

    NightscoutSite(
            SiteAccess access,
            EntryUpload upload,
            EntryListing listing,
            PebbleDocument pebble,
            HubClock clock,
            StatusDocument status) {
        this.access = access;
        this.upload = upload;
        this.listing = listing;
        this.pebble = pebble;
        this.clock = clock;
        this.status = status;
    }

    /** {@return the answer, at once but for uploads, whose answer comes after the commit} */
    CompletableFuture<Answer> answer(SiteRequest request) {
        if (request.method().equals("OPTIONS")) { // browsers ask it without credentials; it is the same for every path
            return done(Answer.empty(204).with("Allow", ALLOWED));
        }
        return asked(request, Optional.empty(), (site, query) -> route(site, request, query));
    }

    @Override
    public Answer ofClock(SiteRequest request, Optional<PersonId> open) {
        return asked(request, open, (site, query) -> done(clock(site, request, query)))
                .join(); // what only reads is answered already
    }

    private CompletableFuture<Answer> asked(
            SiteRequest request,
            Optional<PersonId> open,
            BiFunction<Site, QueryString, CompletableFuture<Answer>> what) {
        Optional<RefusedRequest> badQuery = Optional.empty();
        QueryString query = QueryString.NONE;
        try {
            query = QueryString.parse(request.query());
        } catch (RefusedRequest e) {
            badQuery = Optional.of(e); // told only to whom we know
        }
        Optional<Site> site = SiteAccess.triedBy(request, query)
                ? access.of(request, query)
                : open.map(person -> new Site(person, false));
        if (site.isEmpty()) {
            return done(Answer.unauthorized());
        }
        try {
            if (badQuery.isPresent()) {
                throw badQuery.get();
            }
            return what.apply(site.get(), query);
        } catch (RefusedRequest e) {
            return done(e.answer());
        } catch (StoreException e) {
            LOG.error("A Nightscout request could not be answered, because the record cannot be read", e);
            return done(Answer.busy(5, "the record cannot be read now; ask again later"));
        }
    }

    private Answer clock(Site site, SiteRequest request, QueryString query) {
        Resource resource = Resource.of(request.path());
        if (!reads(request)) {
            return Answer.error(405, "Method Not Allowed", "this port is only read; post to the hub's own port")
                    .with("Allow", "GET, HEAD");
        }
        return resource.ofXdrip()
                ? read(site, resource, request, query)
                : Answer.error(404, "Not Found", "this port serves /pebble, /sgv.json and /status.json");
    }

    private static boolean reads(SiteRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private CompletableFuture<Answer> route(Site site, SiteRequest request, QueryString query) {
        Resource resource = Resource.of(request.path());
        boolean reads = reads(request);
        if (!reads && !site.mayWrite()) {
            return done(Answer.unauthorized());
        }
        if (reads) {
            return done(read(site, resource, request, query));
        }
        if (request.method().equals("POST") && resource.name().equals("entries")) {
            return upload.take(site.person(), request);
        }
        return done(later(request.method(), resource));
    }

    private Answer read(Site site, Resource resource, SiteRequest request, QueryString query) {
        return switch (resource.name()) {
            case "status" -> status(resource, request);
            case "pebble" -> Answer.json(200, pebble.of(site.person(), query));
            case "verifyauth" -> Answer.json(200, verified(site));
            case "experiments/test" ->
                site.mayWrite()
                        ? Answer.json(200, WireJson.MAPPER.createObjectNode().put("status", "ok"))
                        : Answer.unauthorized();
            default ->
                resource.name().equals("entries") || resource.name().startsWith("entries/")
                        ? listing.answer(site.person(), resource, request, query)
                                .orElseGet(() -> later("GET", resource))
                        : later("GET", resource);
        };
    }

    private Answer status(Resource resource, SiteRequest request) {
        String accept = request.header("Accept").orElse("");
        if (resource.extension().equals("txt") || resource.extension().isEmpty() && accept.startsWith("text/plain")) {
            return Answer.text(Answer.TEXT, "STATUS OK");
        }
        if (resource.extension().equals("html") || resource.extension().isEmpty() && accept.startsWith("text/html")) {
            return Answer.text("text/html;charset=utf-8", "<h1>STATUS OK</h1>");
        }
        return Answer.json(200, status.at(clock.now()));
    }

    private static ObjectNode verified(Site site) {
        ObjectNode tree = WireJson.MAPPER.createObjectNode().put("status", 200);
        tree.putObject("message")
                .put("canRead", true)
                .put("canWrite", site.mayWrite())
                .put("isAdmin", site.mayWrite())
                .put("message", "OK")
                .put("rolefound", "FOUND")
                .put("permissions", "ROLE");
        return tree;
    }

    private static Answer later(String method, Resource resource) {
        String part = resource.name().split("/", 2)[0];
        if (part.equals("entries") && !method.equals("GET") && !method.equals("POST")) {
            return Answer.error(
                            501,
                            "Not Implemented",
                            "this hub takes entries by POST to /api/v1/entries and does not change or delete them")
                    .with("Allow", ALLOWED);
        }
        return NOT_YET.contains(part)
                ? Answer.error(
                        501, "Not Implemented", "this hub serves entries and status; " + part + " is not served yet")
                : Answer.error(
                        404, "Not Found", "nothing is served here; try /api/v1/entries.json or /api/v1/status.json");
    }

    private static CompletableFuture<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
