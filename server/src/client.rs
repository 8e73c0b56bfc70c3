//! Who is at the other end of the connection: the socket's peer, or whom a trusted proxy names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap};
use axum::middleware::Next;
use axum::response::Response;
use keruen_app::request::Client;

use crate::config::Network;

/// Middleware: puts [`Client`] into the request.
pub(crate) async fn layer(State(trusted): State<Arc<[Network]>>, mut request: Request, next: Next) -> Response {
    let client = find(request.extensions(), request.headers(), &trusted);
    request.extensions_mut().insert(client);
    next.run(request).await
}

/// Reads the peer and, when it is a trusted proxy, `X-Forwarded-For` from its right end up to the first address that
/// is no trusted proxy: everything further left may be invented.
fn find(extensions: &Extensions, headers: &HeaderMap, trusted: &[Network]) -> Client {
    let peer = peer(extensions);
    let believed = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    if !believed(peer) {
        return Client(peer);
    }
    let values = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let named: Vec<&str> = values.flat_map(|value| value.split(',')).collect();
    let mut last = peer;
    for text in named.into_iter().rev() {
        let Some(address) = parse(text.trim()) else { break };
        last = address;
        if !believed(address) {
            break;
        }
    }
    Client(last.to_canonical())
}

/// The other end of the socket. Requests that came through no socket are our own tests.
pub(crate) fn peer(extensions: &Extensions) -> IpAddr {
    extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip().to_canonical())
}

/// What a limit counts by: an IPv4 address, or the /64 that an IPv6 subscriber holds.
pub(crate) fn limit_key(client: Client) -> IpAddr {
    match client.0 {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

/// An address, possibly with a port.
fn parse(text: &str) -> Option<IpAddr> {
    text.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().expect("peer"), 1)));
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().expect("header"));
        }
        let trusted: Vec<Network> = trusted.iter().map(|text| text.parse().expect("network")).collect();
        find(&extensions, &headers, &trusted).0.to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(client("203.0.113.9", &["1.2.3.4"], &[]), "203.0.113.9");
        assert_eq!(client("203.0.113.9", &["1.2.3.4"], &["10.0.0.0/8"]), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &["1.2.3.4"], &["10.0.0.0/8"]), "1.2.3.4");
    }

    #[test]
    fn what_the_client_wrote_itself_is_not_believed() {
        assert_eq!(client("10.0.0.1", &["9.9.9.9, 1.2.3.4"], &["10.0.0.0/8"]), "1.2.3.4");
        assert_eq!(client("10.0.0.1", &["9.9.9.9", "1.2.3.4, 10.0.0.2"], &["10.0.0.0/8"]), "1.2.3.4");
        assert_eq!(client("10.0.0.1", &["1.2.3.4, nonsense"], &["10.0.0.0/8"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &[], &["10.0.0.0/8"]), "10.0.0.1");
    }

    #[test]
    fn a_subscriber_has_one_key() {
        let key = |text: &str| limit_key(Client(text.parse().expect("address")));
        assert_eq!(key("2001:db8::1"), key("2001:db8::2:3"));
        assert_ne!(key("2001:db8:0:1::1"), key("2001:db8::1"));
        assert_ne!(key("10.0.0.1"), key("10.0.0.2"));
    }
}
