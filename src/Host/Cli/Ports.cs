using System.Net;
using System.Net.Sockets;

namespace Telehealth.Host.Cli;

/// <summary>Loopback addresses for hosts that serve only while a verb runs.</summary>
internal static class Ports
{
    public static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
