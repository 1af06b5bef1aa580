using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Marketplace.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AtOnceAndCancelling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "InstantBooking",
                table: "marketplace_services",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "FreeCancelMinutes",
                table: "marketplace_channel_policies",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "LateKeepBasisPoints",
                table: "marketplace_channel_policies",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "LeadMinutes",
                table: "marketplace_channel_policies",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NoShowCalls",
                table: "marketplace_channel_policies",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "NoShowKeepBasisPoints",
                table: "marketplace_channel_policies",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "NoShowUsesUp",
                table: "marketplace_channel_policies",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<Guid>(
                name: "ServiceId",
                table: "marketplace_bookings",
                type: "uniqueidentifier",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier");

            migrationBuilder.AddColumn<long>(
                name: "BegunAt",
                table: "marketplace_bookings",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CancelReason",
                table: "marketplace_bookings",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<long>(
                name: "CancelledAt",
                table: "marketplace_bookings",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CancelledBy",
                table: "marketplace_bookings",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Funding",
                table: "marketplace_bookings",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "KeepBasisPoints",
                table: "marketplace_bookings",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "KeptMinor",
                table: "marketplace_bookings",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "UsedUp",
                table: "marketplace_bookings",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<Guid>(
                name: "ServiceId",
                table: "marketplace_booking_requests",
                type: "uniqueidentifier",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier");

            migrationBuilder.AddColumn<bool>(
                name: "AtOnce",
                table: "marketplace_booking_requests",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Fund",
                table: "marketplace_booking_requests",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "Funding",
                table: "marketplace_booking_requests",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "marketplace_channel_access",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Channel = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Since = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_channel_access", x => new { x.ProviderId, x.Channel });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "marketplace_channel_access");

            migrationBuilder.DropColumn(
                name: "InstantBooking",
                table: "marketplace_services");

            migrationBuilder.DropColumn(
                name: "FreeCancelMinutes",
                table: "marketplace_channel_policies");

            migrationBuilder.DropColumn(
                name: "LateKeepBasisPoints",
                table: "marketplace_channel_policies");

            migrationBuilder.DropColumn(
                name: "LeadMinutes",
                table: "marketplace_channel_policies");

            migrationBuilder.DropColumn(
                name: "NoShowCalls",
                table: "marketplace_channel_policies");

            migrationBuilder.DropColumn(
                name: "NoShowKeepBasisPoints",
                table: "marketplace_channel_policies");

            migrationBuilder.DropColumn(
                name: "NoShowUsesUp",
                table: "marketplace_channel_policies");

            migrationBuilder.DropColumn(
                name: "BegunAt",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "CancelReason",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "CancelledAt",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "CancelledBy",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "Funding",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "KeepBasisPoints",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "KeptMinor",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "UsedUp",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "AtOnce",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "Fund",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "Funding",
                table: "marketplace_booking_requests");

            migrationBuilder.AlterColumn<Guid>(
                name: "ServiceId",
                table: "marketplace_bookings",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "ServiceId",
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
