using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Marketplace.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Broadcasts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "ProviderId",
                table: "marketplace_booking_requests",
                type: "uniqueidentifier",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier");

            migrationBuilder.AddColumn<string>(
                name: "Category",
                table: "marketplace_booking_requests",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<long>(
                name: "CeilingMinor",
                table: "marketplace_booking_requests",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Unanswered",
                table: "marketplace_booking_requests",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "marketplace_broadcast_candidates",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ServiceId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ServiceName = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    BufferBeforeMinutes = table.Column<int>(type: "int", nullable: false),
                    BufferAfterMinutes = table.Column<int>(type: "int", nullable: false),
                    PriceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PolicyId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PolicyVersion = table.Column<int>(type: "int", nullable: false),
                    ProviderZone = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DeclineReason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DeclinedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_broadcast_candidates", x => new { x.RequestId, x.ProviderId });
                    table.ForeignKey(
                        name: "FK_marketplace_broadcast_candidates_marketplace_booking_requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "marketplace_booking_requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_marketplace_booking_requests_ceiling",
                table: "marketplace_booking_requests",
                sql: "\"CeilingMinor\" IS NULL OR \"PriceMinor\" <= \"CeilingMinor\"");

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_broadcast_candidates_ProviderId_RequestId",
                table: "marketplace_broadcast_candidates",
                columns: new[] { "ProviderId", "RequestId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "marketplace_broadcast_candidates");

            migrationBuilder.DropCheckConstraint(
                name: "CK_marketplace_booking_requests_ceiling",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "Category",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "CeilingMinor",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "Unanswered",
                table: "marketplace_booking_requests");

            migrationBuilder.AlterColumn<Guid>(
                name: "ProviderId",
                table: "marketplace_booking_requests",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier",
                oldNullable: true);
        }
    }
}
