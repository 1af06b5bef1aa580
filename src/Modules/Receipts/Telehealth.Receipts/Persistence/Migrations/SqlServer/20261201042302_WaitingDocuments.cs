using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Receipts.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class WaitingDocuments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "receipts_waiting_documents",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    NeededFrom = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OfProvider = table.Column<bool>(type: "bit", nullable: false),
                    ClientId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CoverId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Reference = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TotalMinor = table.Column<long>(type: "bigint", nullable: false),
                    Event = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    Asked = table.Column<int>(type: "int", nullable: false),
                    IssuedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts_waiting_documents", x => x.Sequence);
                });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_waiting_documents_Id",
                table: "receipts_waiting_documents",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_receipts_waiting_documents_IssuedAt_Sequence",
                table: "receipts_waiting_documents",
                columns: new[] { "IssuedAt", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_waiting_documents_NeededFrom_IssuedAt",
                table: "receipts_waiting_documents",
                columns: new[] { "NeededFrom", "IssuedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "receipts_waiting_documents");
        }
    }
}
